package org.paylink.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import org.junit.jupiter.api.Test;

class LabelsTest {
  private static final Locale WITH_BAD_REGION = new Locale("xx", "NOWHERE", "win");

  private final Labels labels =
      read(
          "<property key='PaylinkPaymentLinks'><value xml:lang='en'>Links</value>"
              + "<value xml:lang='fr'>Liens</value><value xml:lang='pt-BR'>Elos</value></property>"
              + "<property key='Needs'><value xml:lang='en'>Pay ${amount}</value></property>"
              + "<property key='May'><value xml:lang='en'>Off[: ${why}][ by ${who}].\n  Ask.</value>"
              + "</property>");

  private static Labels read(String properties) {
    String xml = "<resource>" + properties + "</resource>";
    return Labels.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aTextIsInTheReadersLanguage() {
    assertThat(labels.text("PaylinkPaymentLinks", Locale.CANADA_FRENCH)).isEqualTo("Liens");
    assertThat(labels.text("PaylinkPaymentLinks", new Locale("pt", "BR"))).isEqualTo("Elos");
  }

  @Test
  void aLanguageThatIsAbsentFallsBackToEnglish() {
    assertThat(labels.text("PaylinkPaymentLinks", Locale.JAPAN)).isEqualTo("Links");
    assertThat(labels.text("PaylinkPaymentLinks", WITH_BAD_REGION)).isEqualTo("Links");
    assertThat(labels.text("Needs", Locale.FRANCE, Map.of("amount", "1"))).isEqualTo("Pay 1");
  }

  @Test
  void datesAmongEnglishWordsAreEnglish() {
    assertThat(labels.wordsLocale(Locale.JAPAN)).isEqualTo(new Locale("en", "JP"));
    assertThat(labels.wordsLocale(Locale.FRANCE)).isEqualTo(Locale.FRANCE);
    assertThat(labels.wordsLocale(WITH_BAD_REGION)).isEqualTo(Locale.ENGLISH);
  }

  @Test
  void aPartInBracketsIsLeftOutWithoutItsFact() {
    assertThat(labels.text("May", Locale.US)).isEqualTo("Off. Ask.");
    assertThat(labels.text("May", Locale.US, Map.of("why", "late"))).isEqualTo("Off: late. Ask.");
    assertThat(labels.text("May", Locale.US, Map.of("why", " ", "who", "Ann")))
        .isEqualTo("Off by Ann. Ask.");
  }

  @Test
  void whatAFactHoldsIsNeverReadAsALabel() {
    Map<String, String> facts = Map.of("why", "[x] ${who} $1 \\", "who", "Ann");
    assertThat(labels.text("May", Locale.US, facts))
        .isEqualTo("Off: [x] ${who} $1 \\ by Ann. Ask.");
  }

  @Test
  void aMissingKeyIsLoud() {
    assertThatThrownBy(() -> labels.text("Nowhere", Locale.US))
        .isInstanceOf(MissingResourceException.class)
        .hasMessageContaining("Nowhere");
  }

  @Test
  void aMissingFactIsLoud() {
    assertThatThrownBy(() -> labels.text("Needs", Locale.US))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("amount");
  }

  @Test
  void aKeyThatStandsTwiceIsLoud() {
    String property = "<property key='A'><value xml:lang='en'>a</value></property>";
    assertThatThrownBy(() -> read(property + property)).hasMessageContaining("twice");
  }

  @Test
  void aLabelFileWithADocumentTypeIsRefused() {
    String xml =
        "<!DOCTYPE resource [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
            + "<resource><property key='A'><value xml:lang='en'>&x;</value></property></resource>";
    assertThatThrownBy(
            () -> Labels.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(IllegalStateException.class);
  }
}
