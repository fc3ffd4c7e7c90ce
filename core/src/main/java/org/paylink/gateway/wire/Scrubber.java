package org.paylink.gateway.wire;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.Secret;

/**
 * Takes secrets out of texts that go to logs: keys and webhook secrets, ours by value and others'
 * by shape, and everything of a URL after its host, because our URLs hold tokens.
 */
public final class Scrubber {
  private static final int MAX_LENGTH = 500;
  private static final int MAX_CAUSES = 5;
  private static final Pattern KEY = Pattern.compile("\\b(sk|rk|pk|whsec)_[A-Za-z0-9_*+/=.-]+");
  private static final Pattern CLIENT_SECRET =
      Pattern.compile("\\b((?:pi|seti|cs)_[A-Za-z0-9]+)_secret_[A-Za-z0-9]+");
  private static final Pattern BEARER = Pattern.compile("(?i)\\b(Bearer|Basic) [^\\s\"']+");
  private static final Pattern URL = Pattern.compile("(?i)\\b(https?://[^/\\s\"'?#]+)[^\\s\"']+");

  private final List<String> secrets;

  private Scrubber(List<String> secrets) {
    this.secrets = secrets;
  }

  /** For texts that may hold the account's secrets. */
  public static Scrubber of(GatewayAccount account) {
    List<String> secrets =
        Stream.concat(Stream.of(account.apiKey()), account.webhookSecrets().stream())
            .map(Secret::reveal)
            .filter(value -> !value.isEmpty())
            .toList();
    return new Scrubber(secrets);
  }

  /** The text without secrets, on one line, cut to 500 characters. */
  public String scrub(String text) {
    String clean = text == null ? "" : text;
    for (String secret : secrets) {
      clean = clean.replace(secret, "***");
    }
    clean = URL.matcher(clean).replaceAll("$1/***");
    clean = CLIENT_SECRET.matcher(clean).replaceAll("$1_secret_***");
    clean = KEY.matcher(clean).replaceAll("$1_***");
    clean = BEARER.matcher(clean).replaceAll("$1 ***");
    clean = clean.replaceAll("\\p{Cntrl}+", " ");
    return clean.length() > MAX_LENGTH ? clean.substring(0, MAX_LENGTH) + "…" : clean;
  }

  /** A copy of a failure and its causes that keeps where it happened and says nothing secret. */
  public Throwable scrub(Throwable failure) {
    return copy(failure, MAX_CAUSES);
  }

  private Throwable copy(Throwable failure, int depth) {
    if (failure == null || depth == 0) {
      return null;
    }
    String name = failure.getClass().getName();
    RuntimeException copy =
        new RuntimeException(
            scrub(name + ": " + failure.getMessage()), copy(failure.getCause(), depth - 1));
    copy.setStackTrace(failure.getStackTrace());
    return copy;
  }
}
