package org.paylink.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.paylink.link.AmountPolicy;
import org.paylink.link.PaymentLink;
import org.paylink.link.SubjectType;

/** Says in sentences which rules hold for a link. */
public final class PolicyWords {
  private PolicyWords() {}

  /**
   * What of a link its rules depend on.
   *
   * @param days how long it is valid; absent means for ever
   */
  private record Terms(
      SubjectType type,
      String organizationPartyId,
      String currency,
      AmountPolicy amountPolicy,
      Optional<Long> days) {}

  /** The rules of a link that is there. */
  public static List<Sentence> of(PaymentLink link, Policy policy) {
    return sentences(
        new Terms(
            link.subject().type(),
            link.subject().organizationPartyId(),
            link.amount().currency(),
            link.amountPolicy(),
            link.expiresAt().map(end -> days(Duration.between(link.createdAt(), end)))),
        policy);
  }

  /** The rules of a link about to be made for a document; the form says how long it is valid. */
  public static List<Sentence> ofNew(
      SubjectType type, String organizationPartyId, String currency, Policy policy) {
    List<Sentence> all =
        sentences(
            new Terms(type, organizationPartyId, currency, policy.amountPolicy(), Optional.empty()),
            policy);
    return all.stream().map(each -> isValidity(each) ? lifetime(policy) : each).toList();
  }

  private static List<Sentence> sentences(Terms terms, Policy policy) {
    List<Sentence> sentences = new ArrayList<>();
    sentences.add(Sentence.of("PaylinkPolicy_Amount_" + terms.amountPolicy().name()));
    sentences.add(Sentence.of("PaylinkPolicy_Whole"));
    sentences.add(validity(terms.days()));
    sentences.add(
        Sentence.of("PaylinkPolicy_Cancel_" + policy.canceller() + "_" + policy.cancelTime()));
    sentences.add(attempts(policy));
    if (terms.type() == SubjectType.ORDER) {
      sentences.add(approval(terms.currency(), policy));
    }
    sentences.add(task(Optional.of(terms.organizationPartyId()), policy));
    return List.copyOf(sentences);
  }

  private static Sentence validity(Optional<Long> days) {
    return days.map(count -> counted("PaylinkPolicy_Valid", count))
        .orElseGet(() -> Sentence.of("PaylinkPolicy_ValidEndless"));
  }

  private static boolean isValidity(Sentence sentence) {
    return sentence.labelKey().startsWith("PaylinkPolicy_Valid");
  }

  private static Sentence lifetime(Policy policy) {
    return policy
        .maximumDays()
        .map(
            most ->
                new Sentence(
                    "PaylinkPolicy_LifetimeWithin",
                    java.util.Map.of(
                        "min", Integer.toString(policy.minimumDays()),
                        "max", Integer.toString(most))))
        .orElseGet(() -> counted("PaylinkPolicy_LifetimeFrom", policy.minimumDays()));
  }

  private static Sentence attempts(Policy policy) {
    return policy.attemptLimit() == 0
        ? Sentence.of("PaylinkPolicy_AttemptsUnlimited")
        : counted("PaylinkPolicy_Attempts", policy.attemptLimit());
  }

  private static Sentence approval(String currency, Policy policy) {
    return policy
        .approvalLimit(currency)
        .map(limit -> Sentence.of("PaylinkPolicy_ApprovalUpTo", "amount", limit.toString()))
        .orElseGet(() -> Sentence.of("PaylinkPolicy_ApprovalAlways"));
  }

  private static Sentence task(Optional<String> organization, Policy policy) {
    return policy
        .taskPeople()
        .of(organization)
        .map(login -> Sentence.of("PaylinkPolicy_Task", "user", login))
        .orElseGet(() -> Sentence.of("PaylinkPolicy_TaskNobody"));
  }

  private static Sentence counted(String label, long count) {
    return Sentence.of(label + (count == 1 ? "_one" : "_other"), "count", Long.toString(count));
  }

  /** Rounded, because a link may be made a moment after its end was worked out. */
  private static long days(Duration duration) {
    return Math.max(1, duration.plusHours(12).toDays());
  }
}
