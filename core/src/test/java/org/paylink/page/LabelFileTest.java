package org.paylink.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.paylink.checkout.Preview;
import org.paylink.gateway.Mode;
import org.paylink.gateway.RefundRequest;
import org.paylink.host.Ledger;
import org.paylink.host.Permission;
import org.paylink.link.AmountPolicy;
import org.paylink.link.AttemptState;
import org.paylink.link.DeliveryChannel;
import org.paylink.link.DeliveryKind;
import org.paylink.link.DeliveryReason;
import org.paylink.link.DeliveryState;
import org.paylink.link.ExceptionKind;
import org.paylink.link.HandMethod;
import org.paylink.link.LinkStatus;
import org.paylink.link.Occasion;
import org.paylink.link.Outbox;
import org.paylink.link.PaymentDispute;
import org.paylink.link.PostingState;
import org.paylink.link.ReceiptType;
import org.paylink.link.RefundState;
import org.paylink.link.SubjectType;
import org.paylink.listing.LinkSource;
import org.paylink.policy.CancelTime;
import org.paylink.policy.Canceller;
import org.paylink.problem.Problem;

/** The label file holds every text that is asked for, and none that isn't. */
class LabelFileTest {
  private static final Path ROOT =
      Path.of(System.getProperty("maven.multiModuleProjectDirectory", ".."));

  private static final List<String> EVENTS =
      List.of(
          "issued",
          "sent",
          "not_sent",
          "copied",
          "opened",
          "attempt_started",
          "attended",
          "attempt_payable",
          "attempt_declined",
          "attempt_failed",
          "attempt_expired",
          "attempt_pending",
          "attempt_taking",
          "session_closed",
          "cancelled",
          "expired",
          "superseded",
          "fulfilled",
          "amount_lowered",
          "paid",
          "posted",
          "posting_failed",
          "posting_withheld",
          "confirmed_by_hand",
          "confirmation_undone",
          "posting_reversed",
          "refund_requested",
          "refund_refused",
          "refunded",
          "refund_failed",
          "dispute_opened",
          "dispute_taken",
          "dispute_given_back",
          "dispute_won",
          "dispute_lost",
          "dispute_fee",
          "dispute_fee_returned",
          "paid_back_posted",
          "fee_posted",
          "reopened",
          "exception_raised",
          "exception_resolved",
          "checked",
          "address_changed",
          "personal_data_erased",
          "event_refused");

  private static final List<String> EXCEPTIONS =
      Stream.of(ExceptionKind.values()).map(Enum::name).toList();

  private final Labels labels = Labels.load();

  @Test
  void everyCodeHasItsLabel() {
    assertThat(labels.keys()).containsAll(keysOfCodes());
  }

  @Test
  void everyDeclineIsToldToTheCustomerAndToTheUser() {
    assertThat(family("PaylinkDecline_")).isEqualTo(family("PaylinkDeclineReason_"));
    assertThat(family("PaylinkDecline_")).contains("default", "insufficient_funds", "lost_card");
  }

  @Test
  void aCardReportedLostOrStolenIsToldAsAGeneralDecline() {
    String general = text("PaylinkDecline_generic_decline");
    for (String code : List.of("lost_card", "stolen_card", "fraudulent")) {
      assertThat(text("PaylinkDecline_" + code)).isEqualTo(general);
    }
  }

  @Test
  void everyKeyThatTemplatesAndJavaNameExists() throws IOException {
    Set<String> missing = new TreeSet<>();
    for (String named : named()) {
      if (labels.keys().stream().noneMatch(key -> key.equals(named) || isFamily(named, key))) {
        missing.add(named);
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void noLabelIsUnused() throws IOException {
    Set<String> named = named();
    Set<String> codes = keysOfCodes();
    // A family of codes is complete: a label of it that no code asks for is unused.
    named.removeIf(name -> codes.stream().anyMatch(code -> isFamily(name, code)));
    Set<String> unused = new TreeSet<>(labels.keys());
    unused.removeAll(codes);
    unused.removeIf(
        key -> named.contains(key) || named.stream().anyMatch(name -> isFamily(name, key)));
    assertThat(unused).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aProblemIsToldInWholeSentencesEvenWithoutFacts(Problem problem) {
    String sentence = text(problem.labelKey());
    assertThat(sentence)
        .doesNotContain("${", "[", "]", "  ", " .", "..", "()")
        .doesNotContainIgnoringCase("oops", "invalid", "error", problem.name())
        .matches("[A-Z].*\\.");
    assertThat(sentence.split("\\. ")).as("what happened and what to do").hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @EnumSource
  void aProblemSaysWhatItMeansForTheMoneyOrWhatWasNotDone(Problem problem) {
    assertThat(text(problem.labelKey()))
        .containsAnyOf(
            "No link was made",
            "Nothing was taken",
            "Nothing was changed",
            "Nothing was paid back",
            "nothing was changed",
            "No payment was started",
            "No second one was",
            "No second payment was started",
            "moved no money",
            "safe",
            "It did nothing for",
            "Don't repeat a payment",
            "don't repeat a payment",
            "kept at the payment provider");
  }

  @Test
  void nothingWasTakenIsSaidOnlyWhereItIsAlwaysTrue() {
    Set<Problem> saying =
        Stream.of(Problem.values())
            .filter(problem -> text(problem.labelKey()).contains("Nothing was taken"))
            .collect(Collectors.toSet());
    // Nobody can have been sent to pay while links have no address.
    assertThat(saying)
        .containsExactlyInAnyOrder(
            Problem.TOKEN_KEY_MISSING, Problem.PUBLIC_URL_MISSING, Problem.PUBLIC_URL_NOT_HTTPS);
  }

  private static Set<String> keysOfCodes() {
    Set<String> keys = new HashSet<>();
    Stream.of(Problem.values()).map(Problem::labelKey).forEach(keys::add);
    Stream.of(LinkStatus.values()).map(LinkStatus::labelKey).forEach(keys::add);
    addAll(keys, "PaylinkPosting_", PostingState.values());
    addAll(keys, "PaylinkOutbox_", Outbox.Kind.values());
    addAll(keys, "PaylinkMode_", Mode.values());
    addAll(keys, "PaylinkDelivery_", DeliveryKind.values());
    addAll(keys, "PaylinkDeliveryState_", DeliveryState.values());
    addAll(keys, "PaylinkChannel_", DeliveryChannel.values());
    addAll(keys, "PaylinkNotSent_", DeliveryReason.values());
    addAll(keys, "PaylinkOccasion_", Occasion.values());
    addAll(keys, "PaylinkAmountPolicy_", AmountPolicy.values());
    addAll(keys, "PaylinkSubject_", SubjectType.values());
    addAll(keys, "PaylinkHandMethod_", HandMethod.values());
    addAll(keys, "PaylinkAttempt_", AttemptState.values());
    addAll(keys, "PaylinkReceipt_", ReceiptType.values());
    Stream.of(RefundState.values()).map(RefundState::labelKey).forEach(keys::add);
    addAll(keys, "PaylinkDispute_", PaymentDispute.State.values());
    addAll(keys, "PaylinkRefundTreatment_", Ledger.Treatment.values());
    addAll(keys, "PaylinkRefundReason_", RefundRequest.Reason.values());
    addAll(keys, "PaylinkSource_", LinkSource.values());
    addAll(keys, "PaylinkNow_", Preview.Outcome.values());
    addAll(keys, "PaylinkPermission_", Permission.values());
    for (PublicView.State state : PublicView.State.values()) {
      keys.add("PaylinkPage_" + state + "_title");
      keys.add("PaylinkPage_" + state + "_text");
    }
    keys.add("PaylinkPage_SUPERSEDED_newer");
    EVENTS.forEach(event -> keys.add("PaylinkEvent_" + event));
    EXCEPTIONS.forEach(kind -> keys.add("PaylinkException_" + kind));
    EXCEPTIONS.forEach(kind -> keys.add("PaylinkDetail_" + kind));
    EXCEPTIONS.forEach(kind -> keys.add("PaylinkMend_" + kind));
    EXCEPTIONS.forEach(kind -> keys.add("PaylinkTask_" + kind));
    for (Canceller who : Canceller.values()) {
      Stream.of(CancelTime.values())
          .forEach(time -> keys.add("PaylinkPolicy_Cancel_" + who + "_" + time));
    }
    addAll(keys, "PaylinkPolicy_Amount_", AmountPolicy.values());
    addAll(keys, "PaylinkCanceller_", Canceller.values());
    addAll(keys, "PaylinkCancelTime_", CancelTime.values());
    List.of("customer", "gateway", "paylink").forEach(name -> keys.add("PaylinkActor_" + name));
    return keys;
  }

  private static void addAll(Set<String> keys, String family, Enum<?>[] values) {
    Arrays.stream(values).forEach(value -> keys.add(family + value.name()));
  }

  /**
   * Keys, and beginnings of keys, that stand in templates, in the Java of the pages and in what the
   * host reads.
   */
  private static Set<String> named() throws IOException {
    Set<String> named = new HashSet<>();
    named.addAll(found(ROOT.resolve("template"), "\"(Paylink\\w*)\"", ""));
    Path java = ROOT.resolve("core/src/main/java/org/paylink");
    named.addAll(found(java, "\"(Paylink\\w*)\"", ""));
    // The customer's page puts its prefix before the names of its own labels.
    named.addAll(
        found(java.resolve("page/PublicModel.java"), "\"((?!Paylink)[A-Z]\\w+)\"", "PaylinkPage_"));
    named.remove("PaylinkPage_");
    // The name of an entity.
    named.remove("PaylinkSchemaVersion");
    named.addAll(namedBySampleHost());
    named.addAll(found(ROOT.resolve("script"), "'(Paylink\\w*_\\w*)'", ""));
    named.addAll(found(ROOT.resolve("widget"), "uiLabelMap\\.(Paylink\\w+)", ""));
    return named;
  }

  private static Set<String> namedBySampleHost() throws IOException {
    Path folder = ROOT.resolve("embedded/src/main");
    String prefix = "PaylinkSample_";
    Set<String> named = found(folder, "\"(Paylink\\w*)\"", "");
    // What frames and pages put their prefix before, which would excuse every label of it.
    named.remove(prefix);
    named.addAll(found(folder, "frame\\.(?:head|cell|fact)\\s*\"(\\w+)\"", prefix));
    named.addAll(found(folder, "(?:[. ]text\\(|PREFIX \\+ )\"([A-Z]\\w+)\"", prefix));
    return named;
  }

  private static Set<String> found(Path folder, String pattern, String prefix) throws IOException {
    Set<String> found = new HashSet<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Pattern.compile(pattern)
            .matcher(Files.readString(file))
            .results()
            .map((MatchResult match) -> prefix + match.group(1))
            .forEach(found::add);
      }
    }
    return found;
  }

  private static boolean isFamily(String named, String key) {
    // The prefix of the customer's page would excuse every label of it.
    return named.endsWith("_") && !named.equals("PaylinkPage_") && key.startsWith(named);
  }

  private Set<String> family(String prefix) {
    return labels.keys().stream()
        .filter(key -> key.startsWith(prefix))
        .map(key -> key.substring(prefix.length()))
        .collect(Collectors.toSet());
  }

  private String text(String key) {
    return labels.text(key, Locale.US, Map.of());
  }
}
