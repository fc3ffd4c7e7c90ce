package org.paylink.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.paylink.link.DeliveryKind;
import org.paylink.page.MailView.Part;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;

class MessageTextTest {
  private static final String ADDRESS = "https://shop.example.com/pay/abc";

  @Test
  void placeholdersAreFilledIn() {
    MessageText text = checked("Pay {amount}", "Hello {recipientName},\n\n{link}\n\n{payee}");
    Map<Placeholder, String> values = values("Anna");

    assertThat(text.subject(values)).isEqualTo("Pay $5.00");
    assertThat(text.paragraphs(values))
        .containsExactly(
            List.of(new Part("Hello Anna,", false)),
            List.of(new Part(ADDRESS, true)),
            List.of(new Part("Shop", false)));
  }

  @Test
  void aPartInBracketsIsLeftOutWhenThereIsNothingToFillIn() {
    MessageText text = checked("s", "Hello[ {recipientName}],\n\n[until {validUntil}]\n\n{link}");

    assertThat(written(text, values(""))).containsExactly("Hello,", ADDRESS);
    assertThat(written(text, values("Anna")).get(0)).isEqualTo("Hello Anna,");
  }

  @Test
  void bracketsWithoutPlaceholdersAreJustText() {
    assertThat(written(checked("s", "[sic] {link}"), values("")))
        .containsExactly("[sic] " + ADDRESS);
  }

  @Test
  void aLinkAmongWordsStaysInItsSentence() {
    assertThat(checked("s", "Open {link} now.").paragraphs(values("")))
        .containsExactly(
            List.of(new Part("Open ", false), new Part(ADDRESS, true), new Part(" now.", false)));
  }

  @Test
  void whatIsFilledInIsNeverFilledInAgain() {
    MessageText text = checked("{purpose}", "{purpose}\n\n{link}");
    Map<Placeholder, String> values =
        Map.of(Placeholder.PURPOSE, "{link} {payee} $1 \\", Placeholder.LINK, ADDRESS);

    assertThat(text.subject(values)).isEqualTo("{link} {payee} $1 \\");
    assertThat(written(text, values).get(0)).isEqualTo("{link} {payee} $1 \\");
  }

  @Test
  void aSubjectIsOneLineWhateverIsFilledIn() {
    MessageText text = checked("For {purpose}\r\nBcc: everybody@example.com", "{link}");

    assertThat(text.subject(Map.of(Placeholder.PURPOSE, "a\r\nBcc: b@example.com\u0000\u2028c")))
        .isEqualTo("For a Bcc: b@example.com c Bcc: everybody@example.com");
  }

  @Test
  void aPlaceholderNobodyKnowsIsRefusedAtItsField() {
    refused(() -> checked("Hi {name}", "{link}"), Problem.PLACEHOLDER_UNKNOWN, "subject");
    refused(() -> checked("Hi", "{link} {pay ee}"), Problem.PLACEHOLDER_UNKNOWN, "text");
    refused(() -> checked("Hi", "{link} {reference}"), Problem.PLACEHOLDER_UNKNOWN, "text");
    refused(() -> checked("Hi {link}", "{link}"), Problem.PLACEHOLDER_UNKNOWN, "subject");
  }

  @Test
  void aMailThatBringsALinkHasToNameItsPlace() {
    refused(() -> checked("Hi", "Pay!"), Problem.PLACEHOLDER_LINK_MISSING, "text");
  }

  @Test
  void otherMailsHoldNoLink() {
    refused(
        () -> MessageText.checked(DeliveryKind.CONFIRMATION, "Hi", "{link}"),
        Problem.PLACEHOLDER_UNKNOWN,
        "text");
  }

  @Test
  void subjectAndTextAreNeededAndBounded() {
    refused(() -> checked(" \r\n ", "{link}"), Problem.MAIL_TEXT_MISSING, "subject");
    refused(() -> checked("s", "  "), Problem.MAIL_TEXT_MISSING, "text");
    refused(() -> checked("s".repeat(151), "{link}"), Problem.MAIL_TEXT_TOO_LONG, "subject");
    refused(() -> checked("s", "{link}" + "x".repeat(4000)), Problem.MAIL_TEXT_TOO_LONG, "text");
  }

  @ParameterizedTest
  @EnumSource
  void everyPlaceholderIsForSomething(Placeholder placeholder) {
    assertThat(DeliveryKind.values()).anyMatch(kind -> Placeholder.of(kind).contains(placeholder));
  }

  private static MessageText checked(String subject, String text) {
    return MessageText.checked(DeliveryKind.LINK, subject, text);
  }

  private static Map<Placeholder, String> values(String name) {
    return Map.of(
        Placeholder.AMOUNT, "$5.00",
        Placeholder.PAYEE, "Shop",
        Placeholder.RECIPIENT_NAME, name,
        Placeholder.VALID_UNTIL, "",
        Placeholder.LINK, ADDRESS);
  }

  private static List<String> written(MessageText text, Map<Placeholder, String> values) {
    return text.paragraphs(values).stream()
        .map(parts -> parts.stream().map(Part::text).collect(Collectors.joining()))
        .toList();
  }

  private static void refused(ThrowingCallable call, Problem problem, String field) {
    assertThatExceptionOfType(PaylinkException.class)
        .isThrownBy(call)
        .satisfies(
            e -> {
              assertThat(e.problem()).isEqualTo(problem);
              assertThat(e.facts()).containsEntry("field", field);
            });
  }
}
