package org.paylink.gateway.wire;

import com.google.gson.JsonObject;
import java.util.Optional;
import java.util.regex.Pattern;
import org.paylink.gateway.Notification;

/**
 * Reads a notification only after its signature was found good, and never throws, whatever it is.
 */
public final class SignedNotice {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:-]{1,255}");
  private static final Pattern ATTEMPT_ID = Pattern.compile("[A-Za-z0-9_-]{1,20}");

  /** Says why a notification is refused; empty when its signature is good. */
  @FunctionalInterface
  public interface Signature {
    /** Over the raw bytes, in constant time. */
    Optional<String> refusal();
  }

  /** Says what a notification is about whose signature is good. */
  @FunctionalInterface
  public interface Reading {
    /** Of the one object its body holds. */
    Notification of(JsonObject event);
  }

  private SignedNotice() {}

  /** The notification, or why it is refused, without a word of its body. */
  public static Notification verify(byte[] rawBody, Signature signature, Reading reading) {
    try {
      Optional<String> refusal = signature.refusal();
      return refusal.isPresent()
          ? new Notification.Refused(refusal.get())
          : reading.of(WireJson.parse(rawBody));
    } catch (WireJson.UnreadableException malformed) {
      return new Notification.Refused("the body is malformed: " + malformed.getMessage());
    } catch (RuntimeException unforeseen) {
      return new Notification.Refused("can't be read: " + unforeseen.getClass().getSimpleName());
    }
  }

  /** Whether the text can be an event's id or type. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Whether the text can be the id of an attempt of ours. */
  public static boolean isAttemptId(String text) {
    return ATTEMPT_ID.matcher(text).matches();
  }
}
