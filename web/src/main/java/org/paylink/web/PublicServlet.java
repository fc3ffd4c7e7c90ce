package org.paylink.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.paylink.site.PublicSite;
import org.paylink.site.WebResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries requests from the servlet container to the public site and back. No session, no cookie,
 * no controller of the host: its raw body, status codes and paths stay as they are. Never shows a
 * stack trace, and never logs a path, because it may hold a token.
 */
public final class PublicServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(PublicServlet.class);

  /** Sent unless the site says otherwise. Source: https://owasp.org/www-project-secure-headers/ */
  private static final Map<String, String> SECURITY_HEADERS =
      Map.of(
          "Cache-Control", "no-store",
          "Content-Security-Policy",
              "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
          "Referrer-Policy", "no-referrer",
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY");

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    WebResponse answer = answer(request);
    boolean withBody = !request.getMethod().equals("HEAD");
    SECURITY_HEADERS.forEach(response::setHeader);
    if (request.isSecure()) {
      response.setHeader("Strict-Transport-Security", "max-age=31536000");
    }
    answer.headers().forEach(response::setHeader);
    response.setStatus(answer.status());
    response.setContentLength(answer.body().length);
    if (withBody) {
      response.getOutputStream().write(answer.body());
    }
  }

  private WebResponse answer(HttpServletRequest request) throws IOException {
    try {
      PublicSite site = PublicListener.startOf(getServletContext()).get().site();
      return RequestReader.read(request, site::maxBodyBytes)
          .map(site::handle)
          .orElseGet(() -> site.tooLarge(RequestReader.head(request)));
    } catch (IOException e) {
      throw e;
    } catch (Exception | LinkageError e) {
      LOG.error("A request to the public pages failed: {}", e.toString(), e);
      return plain(500, "Something went wrong. Please try again later.\n");
    }
  }

  private static WebResponse plain(int status, String text) {
    return new WebResponse(
        status,
        Map.of("Content-Type", "text/plain;charset=UTF-8"),
        text.getBytes(StandardCharsets.UTF_8));
  }
}
