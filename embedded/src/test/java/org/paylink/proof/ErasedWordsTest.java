package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paylink.byhand.HandPayment;
import org.paylink.issuing.Issued;
import org.paylink.link.ExceptionDetail;
import org.paylink.link.ExceptionKind;
import org.paylink.link.HandMethod;
import org.paylink.link.History;
import org.paylink.link.LinkStatus;
import org.paylink.link.Links;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.PaymentExceptions.PaymentException;
import org.paylink.link.PaymentReceipt;
import org.paylink.link.PostingState;
import org.paylink.policy.PolicyField;
import org.paylink.records.Query;
import org.paylink.records.Row;

/** Words that people typed may name anybody, so they are erased; the facts they belong to stay. */
class ErasedWordsTest extends Scene {
  private static final String NAME = "Zebulon Quux";

  @BeforeEach
  void theAccountantGetsTasks() {
    world.settings.policy(PolicyField.TASK_PEOPLE, "accountant");
  }

  @Test
  void whatPeopleTypedIsErasedAndTheFactsStay() {
    Issued link = confirmedAndResolved();
    List<PaymentReceipt> before = receipts(link);
    assertThat(ours()).contains(NAME);

    erase(link);

    assertThat(ours()).doesNotContain(NAME);
    assertThat(world.records.<Boolean>unit(u -> History.isWhole(u, link.linkId()))).isTrue();
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.CONFIRMED_BY_HAND);
    assertThat(postingStates(link)).containsExactly(PostingState.POSTED);
    PaymentReceipt receipt = receipts(link).get(0);
    assertThat(receipt.reference()).isEmpty();
    assertThat(receipt.erasedAt()).contains(world.clock.instant());
    assertThat(receipt.amount()).isEqualTo(before.get(0).amount());
    assertThat(receipt.method()).isEqualTo(before.get(0).method());
    assertThat(receipt.occurredAt()).isEqualTo(before.get(0).occurredAt());
    assertThat(receipt.recordedBy()).contains("sales");
    assertThat(exceptions(link))
        .extracting(PaymentException::kind)
        .containsExactlyInAnyOrder(ExceptionKind.POSTING_FAILED, ExceptionKind.OVERPAID);
    assertThat(exceptions(link)).allMatch(each -> each.resolvedAt().isPresent());
    erase(link);
    assertThat(receipts(link).get(0).erasedAt()).as("again").isEqualTo(receipt.erasedAt());
  }

  @Test
  void thePagesSayThatAndWhenItWasErased() {
    Issued link = confirmedAndResolved();
    String overpaid =
        exceptions(link).stream()
            .filter(each -> each.kind() == ExceptionKind.OVERPAID)
            .findFirst()
            .orElseThrow()
            .id();

    erase(link);

    String linkPage = page("link", link.linkId(), Locale.US);
    assertThat(linkPage).contains("These words were erased on").doesNotContain(NAME);
    assertThat(page("exception", overpaid, Locale.US))
        .contains("sales: These words were erased on", "$50.85")
        .doesNotContain(NAME);
    assertThat(page("exception", overpaid, Locale.GERMANY)).contains("Dieser Text wurde am");
  }

  @Test
  void theTextOfTasksIsReplacedThroughTheHost() {
    Issued link = confirmedAndResolved();
    String task = exceptions(link).get(0).task().orElseThrow().id();
    assertThat(task(task).text("description")).contains(NAME);

    erase(link);

    assertThat(task(task).text("title")).contains(link.linkId()).contains("erased");
    assertThat(task(task).text("description")).contains("These words were erased on");
    assertThat(task(task).text("userLoginId")).isEqualTo("accountant");
  }

  @Test
  void anOwnersNoteThatStillWaitsIsWithdrawnAndKeepsWhoItWasFor() {
    Issued link = confirmedAndResolved();
    String waiting = ownerNotice(link, "QUEUED");
    world.records.run(
        unit ->
            unit.insert(
                "PaymentLinkOutbox",
                Map.of(
                    "outboxId",
                    waiting,
                    "kind",
                    "NOTIFY_OWNER",
                    "paymentLinkId",
                    link.linkId(),
                    "state",
                    "WAITING",
                    "dueAt",
                    world.clock.instant())));

    erase(link);

    Row notice = find("PaymentLinkDelivery", "deliveryId", waiting);
    assertThat(notice.text("state")).isEqualTo("NOT_SENT");
    assertThat(notice.text("recipient")).isEqualTo("sales@example.com");
    assertThat(notice.optionalText("messageText")).isEmpty();
    assertThat(find("PaymentLinkOutbox", "outboxId", waiting).text("state")).isEqualTo("DONE");
  }

  @Test
  void noHistoryKeepsTypedWordsInItsChain() {
    Issued link = confirmedAndResolved();

    List<History.Entry> entries =
        world.records.unit(unit -> History.read(unit, link.linkId(), 100));

    assertThat(entries.toString()).contains(NAME);
    assertThat(entries)
        .allSatisfy(
            entry -> assertThat(entry.details().toString()).doesNotContain(NAME, "is mapped"));
  }

  /** A link that was confirmed by hand, with trouble that people wrote about. */
  private Issued confirmedAndResolved() {
    Issued link = world.issue(world.invoice(TOTAL));
    world.ledger.trouble(TroubledLedger.Trouble.REFUSES);
    world.paylink.confirmByHand(
        new HandPayment(
            link.linkId(),
            "key",
            HandMethod.CASH.name(),
            "Cash of " + NAME,
            Optional.empty(),
            Optional.empty(),
            false),
        World.SALES,
        ZoneOffset.UTC);
    world.paylink.sweeper().sweep();
    String about = receipts(link).get(0).key().about();
    world.records.run(
        unit ->
            PaymentExceptions.restate(
                unit,
                ExceptionKind.POSTING_FAILED,
                about,
                ExceptionDetail.message("no such party: " + NAME)));
    String task = exceptions(link).get(0).task().orElseThrow().id();
    world.records.run(
        unit ->
            unit.update("HostTask", Map.of("taskId", task), Map.of("description", "Call " + NAME)));
    world.ledger.trouble(TroubledLedger.Trouble.NONE);
    world.clock.advance(Duration.ofHours(1));
    world.paylink.sweeper().sweep();
    raiseAndResolve(link);
    ownerNotice(link, "SENT");
    assertThat(open(link)).isEmpty();
    return link;
  }

  private static void raiseAndResolve(Issued link) {
    world.records.run(
        unit ->
            PaymentExceptions.raise(
                unit,
                ExceptionKind.OVERPAID,
                link.linkId(),
                Optional.of(link.linkId()),
                ExceptionDetail.amount(Optional.of(TOTAL)),
                world.clock.instant()));
    exceptions(link).stream()
        .filter(each -> each.resolvedAt().isEmpty())
        .forEach(
            each -> world.paylink.resolveException(each.id(), "Agreed with " + NAME, World.SALES));
    world.paylink.sweeper().sweep();
  }

  private static String ownerNotice(Issued link, String state) {
    String id = world.host.identifiers().next("PaymentLinkDelivery");
    Map<String, Object> row = new HashMap<>();
    row.put("deliveryId", id);
    row.put("paymentLinkId", link.linkId());
    row.put("kind", "OWNER_NOTICE");
    row.put("channel", "EMAIL");
    row.put("recipient", "sales@example.com");
    row.put("subject", NAME + " has paid");
    row.put("messageText", NAME + " has paid 50.85 USD");
    row.put("answer", "250 queued for " + NAME);
    row.put("templateId", "notice");
    row.put("localeTag", "en");
    row.put("occasion", "PAID");
    row.put("state", state);
    row.put("tries", 0L);
    row.put("createdDate", world.clock.instant());
    row.put("createdByUserLogin", "<paylink>");
    world.records.run(unit -> unit.insert("PaymentLinkDelivery", row));
    return id;
  }

  private void erase(Issued link) {
    world.paylink.operations().erasePersonalData(payer(link), World.SALES);
  }

  private String payer(Issued link) {
    return row(link).get("payerPartyId").toString();
  }

  private static String page(String name, String id, Locale locale) {
    return new DeskOf(world, World.SALES, locale)
        .show(name, Map.of("id", List.of(id)))
        .html()
        .replaceAll("\\s+", " ");
  }

  private static Row task(String id) {
    return find("HostTask", "taskId", id);
  }

  private static Row find(String entity, String key, String id) {
    return world.records.unit(unit -> unit.find(entity, Map.of(key, id)).orElseThrow());
  }

  private static List<PaymentReceipt> receipts(Issued link) {
    return world.records.unit(unit -> Links.receiptsOf(unit, link.linkId()));
  }

  private static List<PaymentException> exceptions(Issued link) {
    return world.records.unit(
        unit ->
            unit
                .list(
                    Query.from(PaymentExceptions.ENTITY)
                        .equal("paymentLinkId", link.linkId())
                        .orderBy("openedAt"))
                .stream()
                .map(row -> PaymentExceptions.find(unit, row.text("exceptionId")).orElseThrow())
                .toList());
  }

  /** Everything that Paylink itself stores; what the books were given is the host's. */
  private static String ours() {
    return Tables.of(world).entrySet().stream()
        .filter(table -> table.getKey().startsWith("Payment"))
        .map(table -> table.getKey() + table.getValue())
        .collect(Collectors.joining("\n"));
  }
}
