package org.paylink.gateway;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.paylink.money.Money;

/**
 * What the gateway says about a checkout, now.
 *
 * @param id the gateway's id of the session
 * @param attemptId our attempt as the session's metadata names it; absent when the session is none
 *     of ours
 * @param state how far it is
 * @param url where the customer pays; absent once it can't be paid
 * @param fields what the customer's browser has to post there; empty when it is sent there by a
 *     redirect
 * @param expiresAt when the gateway ends it
 * @param charge what was taken; present exactly when the state is PAID
 * @param decline why the last try was declined, in the gateway's code; absent when none was
 * @param requestId the gateway's id of this answer, for its support
 */
public record Session(
    String id,
    Optional<String> attemptId,
    State state,
    Optional<String> url,
    Map<String, String> fields,
    Optional<Instant> expiresAt,
    Optional<Charge> charge,
    Optional<String> decline,
    Optional<String> requestId) {

  /** Copies the fields. */
  public Session {
    fields = Map.copyOf(fields);
  }

  /** How far a session is. What a gateway says that we don't know is PENDING, never PAID. */
  public enum State {
    OPEN,
    /** The customer agreed, and nothing is taken until we capture it: no money yet. */
    APPROVED,
    PENDING,
    PAID,
    FAILED,
    EXPIRED
  }

  /**
   * Money taken.
   *
   * @param externalRef the gateway's id of the movement, unique within the account
   * @param amount what was taken; absent when the gateway does not say or says it in a way we can't
   *     read
   * @param occurredAt when
   * @param chargeRef another id of the same money at the gateway, by which its refunds and disputes
   *     may name it; absent when there is none
   */
  public record Charge(
      String externalRef, Optional<Money> amount, Instant occurredAt, Optional<String> chargeRef) {

    /** Money that has one id alone. */
    public Charge(String externalRef, Optional<Money> amount, Instant occurredAt) {
      this(externalRef, amount, occurredAt, Optional.empty());
    }
  }
}
