package org.paylink.embedded.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.paylink.embedded.Configuration;
import org.paylink.embedded.EmbeddedHost;
import org.paylink.gateway.Secret;
import org.paylink.host.Document;
import org.paylink.host.Document.State;
import org.paylink.host.Ledger.LedgerException;
import org.paylink.host.Ledger.Posted;
import org.paylink.host.Ledger.PostingRequest;
import org.paylink.host.TokenKeys;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.money.Money;

/** The sample data holds what the trial and the tests of flows count on. */
@Timeout(60)
class SampleDataTest {
  private EmbeddedHost embedded;

  @BeforeEach
  void open() {
    Configuration none = Configuration.of(Map.of());
    embedded =
        EmbeddedHost.inMemory(
            UUID.randomUUID().toString(),
            EmbeddedHost.Parts.of(none, TokenKeys.parse(Secret.of(""))));
    assertThat(embedded.loadSampleData()).isTrue();
  }

  @AfterEach
  void close() {
    embedded.close();
  }

  @Test
  void loadingItAgainChangesNothing() {
    assertThat(embedded.loadSampleData()).isFalse();
  }

  @Test
  void theFirstOrderIsTheHostsDemoOrder() {
    Document order = document(SampleData.COMPANY, SubjectType.ORDER, "DEMO10090").orElseThrow();
    assertThat(order.open()).contains(Money.ofMajor("USD", "50.85"));
    assertThat(order.payeeName()).isEqualTo("Your Company Name Inc");
    assertThat(order.purpose()).isEqualTo("Order DEMO10090: Gizmos");
    assertThat(order.state()).isEqualTo(State.PAYABLE);
  }

  @Test
  void thereAreDocumentsInEveryState() {
    assertThat(open(SubjectType.INVOICE, "8001")).isEqualTo(Money.ofMajor("USD", "150"));
    assertThat(state(SubjectType.INVOICE, "8000")).isEqualTo(State.PAYABLE);
    assertThat(state(SubjectType.INVOICE, "8002")).isEqualTo(State.PAID);
    assertThat(state(SubjectType.ORDER, "DEMO10092")).isEqualTo(State.PAYABLE);
    assertThat(open(SubjectType.INVOICE, "8006")).isEqualTo(Money.ofMajor("USD", "1240.50"));
    assertThat(state(SubjectType.ORDER, "DEMO10093")).isEqualTo(State.NOT_PAYABLE);
    assertThat(document(SampleData.COMPANY, SubjectType.ORDER, "DEMO10096")).isEmpty();
    assertThat(document(SampleData.COMPANY, SubjectType.INVOICE, "8003")).isEmpty();
  }

  @Test
  void eachOrganizationTakesItsOwnCurrencyOnly() {
    assertThat(canStore(SampleData.COMPANY_JAPAN, "JPY")).isTrue();
    assertThat(canStore(SampleData.COMPANY_EUROPE, "EUR")).isTrue();
    assertThat(canStore(SampleData.COMPANY, "EUR")).isFalse();
    assertThat(document(SampleData.COMPANY, SubjectType.INVOICE, "8005")).isPresent();
  }

  @Test
  void anInvoiceInYenIsPaidToTheYen() {
    Subject invoice = new Subject(SampleData.COMPANY_JAPAN, SubjectType.INVOICE, "8004");
    Posted posted = post(invoice, Money.ofMinor("JPY", 5_000));
    assertThat(posted.applied()).isEqualTo(Money.ofMinor("JPY", 5_000));
    assertThat(
            document(SampleData.COMPANY_JAPAN, SubjectType.INVOICE, "8004").orElseThrow().state())
        .isEqualTo(State.PAID);
  }

  private Posted post(Subject subject, Money amount) {
    return embedded
        .host()
        .records()
        .unit(
            unit -> {
              try {
                return embedded
                    .host()
                    .ledger()
                    .post(
                        unit,
                        new PostingRequest(
                            embedded.host().ledger().reservePaymentId(),
                            subject,
                            true,
                            amount,
                            Instant.parse("2026-01-02T03:04:05Z"),
                            "pi_1",
                            "STRIPE_TEST",
                            Optional.empty(),
                            "L1",
                            Optional.empty(),
                            true,
                            Optional.empty()));
              } catch (LedgerException e) {
                throw new AssertionError(e);
              }
            });
  }

  private boolean canStore(String organization, String currency) {
    var host = embedded.host();
    return host.records().unit(unit -> host.ledger().canStore(unit, organization, currency));
  }

  private State state(SubjectType type, String id) {
    return document(SampleData.COMPANY, type, id).orElseThrow().state();
  }

  private Money open(SubjectType type, String id) {
    return document(SampleData.COMPANY, type, id).orElseThrow().open().orElseThrow();
  }

  private Optional<Document> document(String organization, SubjectType type, String id) {
    var host = embedded.host();
    Subject subject = new Subject(organization, type, id);
    return host.records().unit(unit -> host.ledger().document(unit, subject));
  }
}
