package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.paylink.Paylink;
import org.paylink.byhand.HandPayment;
import org.paylink.gateway.GatewayException;
import org.paylink.host.Actor;
import org.paylink.host.Permission;
import org.paylink.issuing.Issued;
import org.paylink.link.ReceiptKey;
import org.paylink.link.ReceiptType;
import org.paylink.link.Subject;
import org.paylink.panel.Panels;
import org.paylink.problem.Problem;
import org.paylink.refund.RefundWish;
import org.paylink.sending.SendLink;

/** Who may nothing gets nothing done, by any call there is. */
class MissingPermissionTest extends RefusalScene {
  private static final Actor NOBODY = new Actor("nobody", permission -> false);

  @Test
  void whoMayNothingChangesNothingByAnyCall() {
    Subject order = world.order(TOTAL);
    Issued link = issue(Wish.of(order));
    world.startCheckout(link);
    Map<String, Runnable> calls =
        Map.of(
            "issue", () -> world.paylink.issue(Wish.of(order).replacing().request(), NOBODY),
            "cancel", () -> world.paylink.cancel(link.linkId(), Optional.empty(), NOBODY),
            "url", () -> world.paylink.url(link.linkId(), NOBODY),
            "checkNow", () -> world.paylink.checkNow(link.linkId(), NOBODY),
            "openExceptions", () -> world.paylink.openExceptions(NOBODY),
            "resolveException", () -> world.paylink.resolveException("x", "y", NOBODY),
            "storePolicy", () -> world.paylink.storePolicy(Map.of(), NOBODY),
            "checkAccount", () -> checkAccount(FixedSettings.ACCOUNT));
    Map<String, Runnable> all = new HashMap<>(calls);
    all.putAll(sending(link));
    all.putAll(byHand(link));
    all.put("refund", () -> world.paylink.refund(refund(), NOBODY));
    assertThat(all.keySet())
        .as("every call that names who acts")
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Paylink.class.getMethods())
                .filter(method -> Arrays.asList(method.getParameterTypes()).contains(Actor.class))
                .map(java.lang.reflect.Method::getName)
                .toList());
    int requests = world.simulator.requests().size();
    all.forEach(
        (name, call) ->
            assertThat(refused(Problem.PERMISSION_MISSING, call))
                .as(name)
                .startsWith("You may not do this: the permission PAYLINK_")
                .contains("Nothing was changed. Ask an administrator"));
    assertThat(world.simulator.requests()).as("no gateway was asked").hasSize(requests);
  }

  private static RefundWish refund() {
    return new RefundWish(
        "key",
        new ReceiptKey(FixedSettings.ACCOUNT, "pi_none", ReceiptType.CHARGE),
        Optional.empty(),
        Optional.empty(),
        "reopen",
        "other",
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void eachCallAsksForItsOwnPermissionAndNoOther() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    Actor viewer = new Actor("viewer", Permission.VIEW::equals);
    assertThat(refused(Problem.PERMISSION_MISSING, () -> world.paylink.url(link.linkId(), viewer)))
        .contains("PAYLINK_CREATE");
    assertThat(
            refused(
                Problem.PERMISSION_MISSING,
                () -> world.paylink.cancel(link.linkId(), Optional.empty(), viewer)))
        .contains("PAYLINK_CANCEL");
    assertThat(world.paylink.checkNow(link.linkId(), viewer)).isTrue();
  }

  @Test
  void aPanelShowsNothingToWhoMayNotSeeLinks() {
    Subject order = world.order(TOTAL);
    Issued link = issue(Wish.of(order));
    Panels.Wish wish =
        new Panels.Wish(
            Optional.of(link.linkId()),
            Optional.of(link.linkId()),
            "key",
            Optional.empty(),
            Locale.US,
            ZoneOffset.UTC);
    assertThat(world.paylink.panels().of(order.type(), order.id(), NOBODY, wish)).isEmpty();
    Actor viewer = new Actor("viewer", Permission.VIEW::equals);
    var view = world.paylink.panels().of(order.type(), order.id(), viewer, wish).orElseThrow();
    assertThat(view.shown()).as("the address").isEmpty();
    assertThat(view.cancelling()).isEmpty();
  }

  private static Map<String, Runnable> byHand(Issued link) {
    HandPayment payment =
        new HandPayment(
            link.linkId(), "k", "CASH", "receipt 7", Optional.empty(), Optional.empty(), true);
    return Map.of(
        "confirmByHand", () -> world.paylink.confirmByHand(payment, NOBODY, ZoneOffset.UTC),
        "undoConfirmation", () -> world.paylink.undoConfirmation("x", "why", NOBODY),
        "preview", () -> world.paylink.preview(link.linkId(), NOBODY));
  }

  private static Map<String, Runnable> sending(Issued link) {
    SendLink.Request wish =
        new SendLink.Request(
            link.linkId(), "k", List.of("anna@example.com"), "link", "en", "Pay", "{link}");
    return Map.of(
        "send", () -> world.paylink.send(wish, NOBODY),
        "sendTemplate",
            () ->
                world.paylink.sendTemplate(
                    link.linkId(), "k", List.of(), Optional.empty(), Optional.empty(), NOBODY),
        "deliveries", () -> world.paylink.deliveries(link.linkId(), NOBODY));
  }

  private static void checkAccount(String id) {
    try {
      world.paylink.checkAccount(id, NOBODY);
    } catch (GatewayException e) {
      throw new IllegalStateException(e);
    }
  }
}
