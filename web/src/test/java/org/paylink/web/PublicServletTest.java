package org.paylink.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The servlet in a real container, in front of a script that says what it got. */
class PublicServletTest {
  private static final String SIDE =
      """
      package org.paylink.ofbiz
      import java.security.MessageDigest
      import org.paylink.site.*
      class OfbizPublicSide implements org.paylink.web.PublicSide, PublicSite {
        static final List<String> CALLS = Collections.synchronizedList([])
        OfbizPublicSide(String delegator, String dispatcher) { CALLS << delegator + ' ' + dispatcher }
        PublicSite site() { this }
        void start() { CALLS << 'start' }
        void stop() { CALLS << 'stop' }
        int maxBodyBytes(String path) { 300000 }
        WebResponse tooLarge(WebRequest request) {
          new WebResponse(413, ['Content-Type': 'text/plain'], ('too large: ' + request.path()).bytes)
        }
        WebResponse handle(WebRequest request) {
          if (request.path() == '/fail') { throw new IllegalStateException('secret detail') }
          int status = request.path().startsWith('/status/') ? (request.path() - '/status/') as int : 200
          byte[] digest = MessageDigest.getInstance('SHA-256').digest(request.body())
          String text = [digest.encodeHex(), request.method(), request.path(), request.query(), request.form(),
            request.headers()['x-test'], request.secure(), CALLS].join('|')
          new WebResponse(status, ['Content-Type': 'text/plain', 'Referrer-Policy': 'origin'], text.bytes)
        }
      }
      """;

  @TempDir private Path component;
  private final HttpClient client = HttpClient.newHttpClient();
  // Held, because a logger that nobody holds forgets its level.
  private final Logger containerLog = Logger.getLogger("org.apache");
  private Tomcat tomcat;

  @BeforeEach
  void start() throws Exception {
    containerLog.setLevel(Level.SEVERE);
    Path webapp = Files.createDirectories(component.resolve("webapp/paylink-public"));
    Path scripts = Files.createDirectories(component.resolve("script/org/paylink/ofbiz"));
    Files.writeString(scripts.resolve("OfbizPublicSide.groovy"), SIDE);
    tomcat = new Tomcat();
    tomcat.setBaseDir(component.resolve("tomcat").toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context context = tomcat.addContext("/pay", webapp.toString());
    context.addParameter("entityDelegatorName", "default");
    context.addParameter("localDispatcherName", "paylink-public");
    context.addApplicationListener(PublicListener.class.getName());
    Tomcat.addServlet(context, "public", PublicServlet.class.getName());
    context.addServletMappingDecoded("/*", "public");
    tomcat.start();
  }

  @AfterEach
  void stop() throws Exception {
    tomcat.stop();
    tomcat.destroy();
  }

  @Test
  void rawBodiesArriveByteByByte() throws Exception {
    byte[] binary = new byte[200_000];
    new Random(1).nextBytes(binary);
    assertThat(post("application/octet-stream", binary)).startsWith(digest(binary) + "|POST|/hook");
    byte[] json = "{\"id\":\"evt_1\",\"ü\": 1}\n".getBytes("UTF-8");
    assertThat(post("application/json", json)).startsWith(digest(json)).contains("|[:]|");
    byte[] form = "a=1&b=x+y%20&a=%C3%BC".getBytes("UTF-8");
    assertThat(post("application/x-www-form-urlencoded;charset=UTF-8", form))
        .startsWith(digest(form))
        .contains("[a:[1, ü], b:[x y ]]");
  }

  @Test
  void aBodyThatIsTooLongIsRefusedWhetherItsLengthIsSaidOrNot() throws Exception {
    byte[] large = new byte[300_001];
    assertThat(send(request("/hook").POST(BodyPublishers.ofByteArray(large))).statusCode())
        .isEqualTo(413);
    HttpRequest.Builder chunked =
        request("/hook")
            .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large)));
    assertThat(send(chunked).statusCode()).isEqualTo(413);
  }

  @Test
  void pathQueryAndHeadersArriveAsTheyWereSent() throws Exception {
    HttpResponse<String> answer =
        send(request("/a%20b;x=1/c?q=1&q=%C3%BC&flag").header("X-Test", "1").header("X-Test", "2"));
    assertThat(answer.body()).contains("|GET|/a%20b;x=1/c|[q:[1, ü], flag:[]]|[:]|[1, 2]|false|");
  }

  @Test
  void statusCodesPassUnchanged() throws Exception {
    for (int status : new int[] {200, 201, 303, 400, 404, 410, 422, 429, 500, 503}) {
      assertThat(send(request("/status/" + status)).statusCode()).isEqualTo(status);
    }
  }

  @Test
  void headersAreSetWithoutASessionAndTheSitesComeFirst() throws Exception {
    HttpResponse<String> answer = send(request("/x"));
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
    assertThat(answer.headers().allValues("Referrer-Policy")).containsExactly("origin");
  }

  @Test
  void aFailureIsAPlainPageWithoutItsReason() throws Exception {
    HttpResponse<String> answer = send(request("/fail"));
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).isEqualTo("Something went wrong. Please try again later.\n");
  }

  @Test
  void aHeadRequestIsAnsweredWithoutABody() throws Exception {
    HttpResponse<String> answer = send(request("/x").method("HEAD", BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void backgroundWorkStartsOnceAndStopsWithTheWebapp() throws Exception {
    assertThat(send(request("/x")).body()).endsWith("[default paylink-public, start]");
    assertThat(send(request("/x")).body()).endsWith("[default paylink-public, start]");
    Class<?> side =
        HostScripts.at(component.resolve("script")).type("org.paylink.ofbiz.OfbizPublicSide");
    tomcat.stop();
    assertThat(side.getMethod("getCALLS").invoke(null).toString())
        .isEqualTo("[default paylink-public, start, stop]");
  }

  private String post(String type, byte[] body) throws Exception {
    HttpRequest.Builder request =
        request("/hook").header("Content-Type", type).POST(BodyPublishers.ofByteArray(body));
    return send(request).body();
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    String address = "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/pay" + path;
    return HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(30));
  }

  private static String digest(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
