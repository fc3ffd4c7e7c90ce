package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.paylink.link.DeliveryKind;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.sending.MailTemplate;
import org.paylink.sending.Templates;

/** The texts that come along, and what admins make of them. */
class TemplatesTest extends Scene {
  @Test
  void theBuiltInTextsPassTheirOwnCheckInEveryLanguage() {
    Templates templates = world.paylink.templates();

    assertThat(templates.languages()).contains(Locale.ENGLISH, Locale.GERMAN);
    for (MailTemplate each : world.records.unit(templates::all)) {
      assertThat(
              org.paylink.sending.MessageText.checked(
                  each.kind(), each.message().subject(), each.message().text()))
          .isEqualTo(each.message());
    }
  }

  @Test
  void anAdminsTextReplacesTheBuiltInOneUntilItIsTakenBack() {
    Templates templates = world.paylink.templates();
    templates.store("link", DeliveryKind.LINK, "de", "Unser Text", "Bitte", "{link}", World.SALES);
    assertThat(find("link", "de-AT").name()).isEqualTo("Unser Text");
    assertThat(find("link", "en").changed()).isFalse();

    templates.reset("link", "de", World.SALES);

    assertThat(find("link", "de-AT").changed()).isFalse();
    assertThat(find("link", "ja").language()).isEqualTo(Locale.ENGLISH);
  }

  @Test
  void aTemplateStaysWhatItIsFor() {
    assertThatExceptionOfType(PaylinkException.class)
        .isThrownBy(
            () ->
                world
                    .paylink
                    .templates()
                    .store("link", DeliveryKind.CONFIRMATION, "en", "n", "s", "t", World.SALES))
        .matches(e -> e.problem() == Problem.TEMPLATE_NAME_MISSING);
  }

  private MailTemplate find(String id, String language) {
    return world.records.unit(
        unit ->
            world
                .paylink
                .templates()
                .find(unit, id, Locale.forLanguageTag(language))
                .orElseThrow());
  }
}
