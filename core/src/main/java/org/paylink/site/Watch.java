package org.paylink.site;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.paylink.gateway.Secret;
import org.paylink.health.HealthCheck;
import org.paylink.health.Metrics;
import org.paylink.host.Host;

/**
 * For machines that watch: {@code /health} says to everyone whether it works and nothing else,
 * {@code /metrics} gives the figures to who shows the token.
 */
final class Watch {
  static final String HEALTH = "/health";
  static final String METRICS = "/metrics";
  private static final String SCHEME = "Bearer ";

  private final Host host;
  private final HealthCheck health;

  Watch(Host host, HealthCheck health) {
    this.host = host;
    this.health = health;
  }

  WebResponse health(WebRequest request) {
    if (!isRead(request)) {
      return Answers.with(Answers.text(405, "GET only\n"), "Allow", "GET, HEAD");
    }
    return health.isUp() ? Answers.text(200, "UP\n") : Answers.text(503, "DOWN\n");
  }

  WebResponse metrics(WebRequest request) {
    Optional<Secret> token = host.settings().metricsToken();
    if (token.filter(secret -> !secret.reveal().isEmpty()).isEmpty()) {
      return Answers.text(404, "not found\n");
    }
    if (!isRead(request)) {
      return Answers.with(Answers.text(405, "GET only\n"), "Allow", "GET, HEAD");
    }
    return shows(request, token.get())
        ? Answers.text(200, Metrics.CONTENT_TYPE, Metrics.of(health.look()))
        : Answers.text(401, "the token is missing or wrong\n");
  }

  /** Compared in a time that says nothing about how much of it is right. */
  private static boolean shows(WebRequest request, Secret token) {
    List<String> headers = request.headers().getOrDefault("authorization", List.of());
    return headers.size() == 1
        && headers.get(0).startsWith(SCHEME)
        && MessageDigest.isEqual(
            headers.get(0).substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8),
            token.bytes());
  }

  private static boolean isRead(WebRequest request) {
    return "GET".equals(request.method()) || "HEAD".equals(request.method());
  }
}
