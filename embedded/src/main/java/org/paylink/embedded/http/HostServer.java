package org.paylink.embedded.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.paylink.Paylink;
import org.paylink.host.Host;
import org.paylink.site.PublicSite;
import org.paylink.site.WebRequest;
import org.paylink.site.WebResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the sample host's pages, and under {@code /pay} the public ones, on the loopback
 * interface. Its port is known before the first request is answered, so that the public address can
 * be told to those who need it.
 */
public final class HostServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HostServer.class);
  private static final int THREADS = 16;
  private static final int MOST_WAITING = 512;
  private static final int MOST_FORM_BYTES = 64 * 1024;
  private static final String PAY = "/pay";

  static {
    // A client that sends or reads too slowly is cut off, in seconds; see
    // https://docs.oracle.com/en/java/javase/17/docs/api/jdk.httpserver/module-summary.html
    setUnlessGiven("sun.net.httpserver.maxReqTime", "30");
    setUnlessGiven("sun.net.httpserver.maxRspTime", "60");
    // Without it every answer waits some 40 ms for the client's delayed acknowledgement.
    setUnlessGiven("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService pool;

  private HostServer(HttpServer server, ExecutorService pool) {
    this.server = server;
    this.pool = pool;
  }

  /**
   * Takes the port. Requests wait until {@link #serve} is called.
   *
   * @param port 0 takes any free one
   * @throws java.net.BindException when another program has it
   */
  public static HostServer bind(int port) throws IOException {
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), MOST_WAITING);
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            HostServer::thread,
            // When all is full the thread that accepts does the work itself: so nothing is
            // accepted that can't be done.
            new ThreadPoolExecutor.CallerRunsPolicy());
    server.setExecutor(pool);
    return new HostServer(server, pool);
  }

  /** Where it is, without a trailing slash. */
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /**
   * Begins to answer.
   *
   * @param signer signs sessions and forms
   * @param simulators the pages of simulators, by whose they are
   */
  public void serve(Host host, Paylink paylink, Signer signer, Map<String, URI> simulators) {
    HostSite site = new HostSite(host, paylink, signer, simulators);
    server.createContext("/", exchange -> answer(exchange, site, paylink.site()));
    server.start();
  }

  /** Stops within two seconds; what is under way may finish meanwhile. */
  @Override
  public void close() {
    server.stop(1);
    pool.shutdown();
    try {
      if (!pool.awaitTermination(2, TimeUnit.SECONDS)) {
        LOG.warn("requests were still under way at the end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, HostSite site, PublicSite publicSite)
      throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath();
      boolean pay = path.startsWith(PAY + "/");
      String within = pay ? path.substring(PAY.length()) : path;
      int mostBytes = pay ? publicSite.maxBodyBytes(within) : MOST_FORM_BYTES;
      Optional<WebRequest> request = Requests.read(exchange, within, mostBytes);
      WebResponse response;
      if (request.isEmpty()) {
        WebRequest head = Requests.head(exchange, within);
        response = pay ? publicSite.tooLarge(head) : site.tooLong(head);
      } else {
        response = pay ? publicSite.handle(request.get()) : site.handle(request.get());
      }
      Replies.send(exchange, response);
    } catch (RuntimeException e) {
      LOG.error("an answer failed", e);
      throw e;
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "paylink-http");
    thread.setDaemon(true);
    return thread;
  }

  private static void setUnlessGiven(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
