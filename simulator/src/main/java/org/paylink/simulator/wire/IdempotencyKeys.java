package org.paylink.simulator.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import org.paylink.simulator.SimulatorClock;
import org.paylink.simulator.account.Store;
import org.paylink.simulator.account.Store.StoredAnswer;

/**
 * Idempotency keys: the first answer is kept for 24 hours, a failure too. Called under the lock.
 *
 * @see <a href="https://docs.stripe.com/api/idempotent_requests">Idempotent requests</a>
 */
final class IdempotencyKeys {
  private static final Duration LIFE = Duration.ofHours(24);
  private static final int LONGEST_KEY = 255;

  private final Store store;
  private final SimulatorClock clock;

  IdempotencyKeys(Store store, SimulatorClock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Begins a request under its key.
   *
   * @return the first answer, if the request was executed before
   * @throws ApiError if the key belongs to another request or is in use
   */
  Optional<StoredAnswer> begin(String key, String path, Form form, String requestId) {
    if (key.length() > LONGEST_KEY) {
      throw ApiError.invalid(null, null, "Idempotency keys have at most 255 characters");
    }
    long now = clock.epochSecond();
    store
        .data()
        .answers
        .values()
        .removeIf(answer -> now - answer.createdSecond() >= LIFE.toSeconds());
    String fingerprint = fingerprint(form);
    StoredAnswer first = store.data().answers.get(key);
    if (first == null) {
      store.data().answers.put(key, new StoredAnswer(path, fingerprint, 0, "", requestId, now));
      return Optional.empty();
    }
    if (!first.path().equals(path)) {
      throw ApiError.otherRequestWithKey(
          "Keys for idempotent requests can only be used for the same endpoint they were first"
              + " used for ('%s' vs '%s'). ".formatted(path, first.path())
              + advice(key));
    }
    if (!first.fingerprint().equals(fingerprint)) {
      throw ApiError.otherRequestWithKey(
          "Keys for idempotent requests can only be used with the same parameters they were first"
              + " used with. "
              + advice(key));
    }
    if (first.status() == 0) {
      throw ApiError.keyInUse(key);
    }
    return Optional.of(first);
  }

  private static String advice(String key) {
    return "Try using a key other than '" + key + "' if you meant to execute a different request.";
  }

  /** Keeps the answer of the request that was begun. */
  void keep(String key, int status, String body) {
    StoredAnswer begun = store.data().answers.get(key);
    store
        .data()
        .answers
        .put(
            key,
            new StoredAnswer(
                begun.path(),
                begun.fingerprint(),
                status,
                body,
                begun.requestId(),
                begun.createdSecond()));
  }

  /** Frees the key of a request that never came to be executed. */
  void forget(String key) {
    store.data().answers.remove(key);
  }

  private static String fingerprint(Form form) {
    try {
      String text = new TreeMap<>(form.values()).toString();
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
