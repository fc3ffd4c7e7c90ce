package org.paylink.gateway;

import java.time.Duration;
import java.util.Optional;

/**
 * A call that did not bring an answer to work with. The message is for logs; it holds no secret.
 */
public final class GatewayException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What it means for what we know. */
  public enum Kind {
    /**
     * The gateway understood and refused the request itself; repeating it changes nothing. Nothing
     * was done.
     */
    REFUSED,
    /** The key is wrong or may not do this. Nothing was done. */
    KEY_REFUSED,
    /** There is no such object at the gateway. */
    NOT_FOUND,
    /** The gateway refuses the key because it was used with other parameters. */
    KEY_REUSED,
    /** Too many calls; try again after a while. Nothing was done. */
    BUSY,
    /** No connection was made. Nothing was done. */
    UNREACHABLE,
    /**
     * The gateway answered with a failure of its own, which it may repeat for the same key. Look it
     * up.
     */
    FAILED,
    /** The call may have had its effect, the answer is lost. Look it up or repeat it unchanged. */
    OUTCOME_UNKNOWN
  }

  private final Kind kind;
  private final transient Optional<Duration> retryAfter;
  private final transient Optional<String> requestId;

  /** A failure of a kind. */
  public GatewayException(
      Kind kind,
      String message,
      Optional<Duration> retryAfter,
      Optional<String> requestId,
      Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.retryAfter = retryAfter;
    this.requestId = requestId;
  }

  /** What it means for what we know. */
  public Kind kind() {
    return kind;
  }

  /** How long the gateway asks us to wait. */
  public Optional<Duration> retryAfter() {
    return retryAfter == null ? Optional.empty() : retryAfter;
  }

  /** The gateway's id of the call, for its support. */
  public Optional<String> requestId() {
    return requestId == null ? Optional.empty() : requestId;
  }
}
