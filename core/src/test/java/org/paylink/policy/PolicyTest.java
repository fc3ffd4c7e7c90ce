package org.paylink.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paylink.link.AmountPolicy;
import org.paylink.link.Lifecycle;
import org.paylink.link.LinkStatus;
import org.paylink.link.PaymentLink;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.money.Money;
import org.paylink.page.Labels;
import org.paylink.page.Words;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;

/** A policy is read as a whole: what contradicts itself is refused at the field at fault. */
class PolicyTest {
  private static final Words WORDS = words(Locale.US);

  @Test
  void whatNobodyHasSetIsAsUsual() {
    Policy policy = Policy.usual();
    assertThat(policy.amountPolicy()).isEqualTo(AmountPolicy.LOWER);
    assertThat(policy.defaultDays()).contains(30);
    assertThat(policy.minimumDays()).isEqualTo(1);
    assertThat(policy.maximumDays()).isEmpty();
    assertThat(policy.isExhausted(1_000)).isFalse();
    assertThat(policy.approves(Money.ofMajor("USD", "1000000.00"))).isTrue();
    assertThat(policy.taskPeople()).isEqualTo(TaskPeople.NOBODY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "amountPolicy | maybe | POLICY_CHOICE_UNKNOWN",
        "canceller | everybody | POLICY_CHOICE_UNKNOWN",
        "cancelTime | '' | POLICY_CHOICE_UNKNOWN",
        "defaultValidityDays | 0 | POLICY_DAYS_MALFORMED",
        "defaultValidityDays | 3651 | POLICY_DAYS_MALFORMED",
        "defaultValidityDays | -1 | POLICY_DAYS_MALFORMED",
        "defaultValidityDays | soon | POLICY_DAYS_MALFORMED",
        "maximumValidityDays | 1.5 | POLICY_DAYS_MALFORMED",
        "minimumValidityDays | 0 | POLICY_DAYS_MALFORMED",
        "attemptLimit | -1 | POLICY_ATTEMPTS_MALFORMED",
        "attemptLimit | 1000 | POLICY_ATTEMPTS_MALFORMED",
        "approvalLimits | 500 | POLICY_LIMIT_MALFORMED",
        "approvalLimits | much USD | POLICY_LIMIT_MALFORMED",
        "approvalLimits | 500.005 USD | POLICY_LIMIT_MALFORMED",
        "approvalLimits | -0.01 USD | POLICY_LIMIT_NEGATIVE",
        "approvalLimits | 500.00 ABC | POLICY_LIMIT_CURRENCY",
        "approvalLimits | 1.00 USD, 2.00 USD | POLICY_LIMIT_TWICE",
        "taskPeople | anna, bert | POLICY_TASK_PEOPLE_MALFORMED",
        "taskPeople | Company= | POLICY_TASK_PEOPLE_MALFORMED",
        "taskPeople | =anna | POLICY_TASK_PEOPLE_MALFORMED",
        "taskPeople | Company=anna, Company=bert | POLICY_TASK_PEOPLE_MALFORMED",
      })
  void aPartThatMakesNoSenseIsRefusedAtItsField(String field, String text, Problem problem) {
    PaylinkException refusal = refused(Map.of(PolicyField.ofField(field).orElseThrow(), text));
    assertThat(refusal.problem()).isEqualTo(problem);
    assertThat(refusal.facts()).containsEntry("field", field);
  }

  @ParameterizedTest
  @CsvSource({
    "60, 1, 30, POLICY_DEFAULT_OVER_MAXIMUM, defaultValidityDays",
    "2, 3, 30, POLICY_DEFAULT_UNDER_MINIMUM, defaultValidityDays",
    "30, 31, 30, POLICY_MINIMUM_OVER_MAXIMUM, minimumValidityDays",
    "'', 1, 30, POLICY_ENDLESS_OVER_MAXIMUM, defaultValidityDays",
  })
  void lifetimesThatContradictEachOtherAreRefused(
      String usual, String min, String max, Problem problem, String field) {
    PaylinkException refusal =
        refused(
            Map.of(
                PolicyField.DEFAULT_DAYS, usual,
                PolicyField.MINIMUM_DAYS, min,
                PolicyField.MAXIMUM_DAYS, max));
    assertThat(refusal.problem()).isEqualTo(problem);
    assertThat(refusal.facts()).containsEntry("field", field);
    assertThat(WORDS.problem(problem, refusal.facts())).contains("Nothing was changed.");
  }

  @Test
  void whatIsWrittenIsReadAsTheSame() {
    Map<PolicyField, String> texts = new EnumMap<>(PolicyField.class);
    texts.put(PolicyField.AMOUNT_POLICY, "close");
    texts.put(PolicyField.DEFAULT_DAYS, "10");
    texts.put(PolicyField.MINIMUM_DAYS, "2");
    texts.put(PolicyField.MAXIMUM_DAYS, "90");
    texts.put(PolicyField.CANCELLER, "CREATOR");
    texts.put(PolicyField.CANCEL_TIME, "NOT_WHILE_PAYING");
    texts.put(PolicyField.ATTEMPT_LIMIT, "5");
    texts.put(PolicyField.APPROVAL_LIMITS, "1000 JPY,\n 500.00  USD");
    texts.put(PolicyField.TASK_PEOPLE, "anna,  Company = bert");
    Policy policy = PolicyTexts.read(texts);
    assertThat(PolicyTexts.read(PolicyTexts.of(policy))).isEqualTo(policy);
    assertThat(policy.taskPeople().of(Optional.of("Company"))).contains("bert");
    assertThat(policy.taskPeople().of(Optional.of("Other"))).contains("anna");
    assertThat(policy.taskPeople().of(Optional.empty())).contains("anna");
  }

  @Test
  void anOrderIsApprovedUpToTheLimitOfItsCurrencyAndNoFurther() {
    Policy policy = PolicyTexts.read(Map.of(PolicyField.APPROVAL_LIMITS, "500.00 USD"));
    assertThat(policy.approves(Money.ofMajor("USD", "500.00"))).isTrue();
    assertThat(policy.approves(Money.ofMajor("USD", "500.01"))).isFalse();
    assertThat(policy.approves(Money.ofMajor("EUR", "500.01"))).isTrue();
  }

  @Test
  void theRulesOfALinkAreSaidInWords() {
    Policy policy =
        PolicyTexts.read(
            Map.of(
                PolicyField.AMOUNT_POLICY, "CLOSE",
                PolicyField.ATTEMPT_LIMIT, "5",
                PolicyField.APPROVAL_LIMITS, "500.00 USD",
                PolicyField.TASK_PEOPLE, "anna"));
    assertThat(said(WORDS, PolicyWords.of(link(), policy)))
        .containsExactly(
            "The amount goes down with the open balance, never up.",
            "The customer pays the whole amount at once.",
            "Valid for 14 days.",
            "May be cancelled by anyone who may cancel links.",
            "After 5 failed tries a person has to look.",
            "Orders up to $500.00 are approved when paid; above that a person approves.",
            "When something needs a person, anna gets a task.");
    assertThat(said(words(Locale.GERMANY), PolicyWords.of(link(), policy)))
        .contains("14 Tage gültig.", "Nach 5 gescheiterten Versuchen muss jemand nachsehen.");
  }

  @Test
  void theFormSaysHowLongANewLinkMayBeValid() {
    Policy policy =
        PolicyTexts.read(Map.of(PolicyField.MAXIMUM_DAYS, "90", PolicyField.MINIMUM_DAYS, "3"));
    Subject invoice = new Subject("Company", SubjectType.INVOICE, "I1");
    assertThat(said(WORDS, PolicyWords.ofNew(invoice, "USD", policy)))
        .contains("Valid for 3 to 90 days.")
        .noneMatch(sentence -> sentence.contains("approve"));
  }

  @Test
  void nothingIsSaidOfAnOpenBalanceWhereThereIsNone() {
    Subject party = new Subject("Company", SubjectType.PARTY, "DemoCustomer");
    for (String policy : new String[] {"LOWER", "CLOSE"}) {
      Policy rules = PolicyTexts.read(Map.of(PolicyField.AMOUNT_POLICY, policy));
      assertThat(said(WORDS, PolicyWords.ofNew(party, "USD", rules)))
          .contains("The amount never changes: it is paid on account.")
          .noneMatch(sentence -> sentence.contains("open balance"));
    }
  }

  private static PaymentLink link() {
    Instant now = Instant.parse("2026-03-02T09:00:00Z");
    return new PaymentLink(
        "L1",
        new Subject("Company", SubjectType.ORDER, "O1"),
        Optional.empty(),
        "Goods",
        "O1",
        Money.ofMajor("USD", "50.85"),
        AmountPolicy.LOWER,
        Optional.of(now.plus(Duration.ofDays(14))),
        Lifecycle.OPEN,
        Optional.empty(),
        false,
        "en",
        1,
        1,
        now,
        "sales",
        LinkStatus.ISSUED);
  }

  private static List<String> said(Words words, List<Sentence> sentences) {
    return sentences.stream().map(each -> words.text(each.labelKey(), each.facts())).toList();
  }

  private static Words words(Locale locale) {
    return new Words(Labels.load(), locale, java.time.ZoneOffset.UTC);
  }

  private static PaylinkException refused(Map<PolicyField, String> texts) {
    return catchThrowableOfType(PaylinkException.class, () -> PolicyTexts.read(texts));
  }
}
