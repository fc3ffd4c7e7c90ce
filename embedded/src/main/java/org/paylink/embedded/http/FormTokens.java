package org.paylink.embedded.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Pattern;

/**
 * Tokens in forms: proof that a form was made by us, for this visit and for what it does. Another
 * site's page can send a form here but not know its token.
 */
final class FormTokens {
  /** The field that holds it. */
  static final String FIELD = "formToken";

  private static final Duration VALID = Duration.ofHours(2);
  private static final Pattern SHAPE = Pattern.compile("[0-9]{1,12}\\.[A-Za-z0-9_-]{43}");

  private final Signer signer;
  private final InstantSource clock;

  FormTokens(Signer signer, InstantSource clock) {
    this.signer = signer;
    this.clock = clock;
  }

  /** A token for a form that is sent to an address; good for two hours. */
  String issue(Session session, String address) {
    String end = Long.toString(clock.instant().plus(VALID).getEpochSecond());
    return end + "." + signer.sign("form", session.id(), address, end);
  }

  /** Whether the token is of this visit and address, and its time not over. */
  boolean holds(String token, Session session, String address) {
    if (!SHAPE.matcher(token).matches()) {
      return false;
    }
    String end = token.substring(0, token.indexOf('.'));
    String signature = token.substring(end.length() + 1);
    return signer.signed(signature, "form", session.id(), address, end)
        && clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(end)));
  }
}
