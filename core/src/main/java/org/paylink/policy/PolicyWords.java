package org.paylink.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.link.AmountPolicy;
import org.paylink.link.PaymentLink;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;

/** Says in sentences which rules hold for a link. */
public final class PolicyWords {
  private PolicyWords() {}

  /** The rules of a link that is there. */
  public static List<Sentence> of(PaymentLink link, Policy policy) {
    Sentence validity =
        link.expiresAt()
            .map(end -> counted("PaylinkPolicy_Valid_", days(link.createdAt(), end)))
            .orElseGet(() -> Sentence.of("PaylinkPolicy_ValidEndless"));
    return sentences(
        link.subject(), link.amount().currency(), link.amountPolicy(), validity, policy);
  }

  /** The rules of a link about to be made for a document; its form says how long it is valid. */
  public static List<Sentence> ofNew(Subject subject, String currency, Policy policy) {
    Sentence validity =
        policy
            .maximumDays()
            .map(
                most ->
                    new Sentence(
                        "PaylinkPolicy_LifetimeWithin",
                        Map.of(
                            "min", Integer.toString(policy.minimumDays()),
                            "max", Integer.toString(most))))
            .orElseGet(() -> counted("PaylinkPolicy_LifetimeFrom_", policy.minimumDays()));
    return sentences(subject, currency, policy.amountPolicy(), validity, policy);
  }

  private static List<Sentence> sentences(
      Subject subject,
      String currency,
      AmountPolicy amountPolicy,
      Sentence validity,
      Policy policy) {
    List<Sentence> sentences = new ArrayList<>();
    // What is paid on account has no open balance that the amount could follow.
    sentences.add(
        Sentence.of(
            subject.type().isOnAccount()
                ? "PaylinkPolicy_Amount_ON_ACCOUNT"
                : "PaylinkPolicy_Amount_" + amountPolicy.name()));
    sentences.add(Sentence.of("PaylinkPolicy_Whole"));
    sentences.add(validity);
    sentences.add(
        Sentence.of("PaylinkPolicy_Cancel_" + policy.canceller() + "_" + policy.cancelTime()));
    sentences.add(attempts(policy));
    if (subject.type() == SubjectType.ORDER) {
      sentences.add(approval(currency, policy));
    }
    sentences.add(task(subject.organizationPartyId(), policy));
    return List.copyOf(sentences);
  }

  private static Sentence attempts(Policy policy) {
    return policy.attemptLimit() == 0
        ? Sentence.of("PaylinkPolicy_AttemptsUnlimited")
        : counted("PaylinkPolicy_Attempts_", policy.attemptLimit());
  }

  private static Sentence approval(String currency, Policy policy) {
    return policy
        .approvalLimit(currency)
        .map(limit -> Sentence.of("PaylinkPolicy_ApprovalUpTo", "amount", limit.toString()))
        .orElseGet(() -> Sentence.of("PaylinkPolicy_ApprovalAlways"));
  }

  private static Sentence task(String organization, Policy policy) {
    return policy
        .taskPeople()
        .of(Optional.of(organization))
        .map(login -> Sentence.of("PaylinkPolicy_Task", "user", login))
        .orElseGet(() -> Sentence.of("PaylinkPolicy_TaskNobody"));
  }

  private static Sentence counted(String label, long count) {
    return Sentence.of(label + (count == 1 ? "one" : "other"), "count", Long.toString(count));
  }

  /** Rounded, because a link may be made a moment after its end was worked out. */
  private static long days(Instant from, Instant to) {
    return Math.max(1, Duration.between(from, to).plusHours(12).toDays());
  }
}
