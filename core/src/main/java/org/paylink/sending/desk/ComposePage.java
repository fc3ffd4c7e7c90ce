package org.paylink.sending.desk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.paylink.desk.DeskAnswer;
import org.paylink.desk.DeskPage;
import org.paylink.desk.DeskRequest;
import org.paylink.host.Host;
import org.paylink.host.Permission;
import org.paylink.issuing.LinkUrls;
import org.paylink.link.Delivery;
import org.paylink.link.DeliveryReason;
import org.paylink.link.DeliveryState;
import org.paylink.page.DeskNotice;
import org.paylink.page.DeskView;
import org.paylink.page.Pages;
import org.paylink.page.Words;
import org.paylink.sending.SendLink;
import org.paylink.sending.SendNow;
import org.paylink.sending.Templates;

/**
 * Composes the mail that brings a link: to whom, in which words, as the customer will see it. Also
 * says who sent what when. Works without scripts: *Preview* and *Use this template* are buttons of
 * the form.
 */
public final class ComposePage implements DeskPage {
  private static final String NAME = "compose";
  private static final String STEP = "step";

  private final Host host;
  private final Pages pages;
  private final LinkUrls urls;
  private final Templates templates;
  private final SendLink sendLink;
  private final SendNow sendNow;

  /** For a host. */
  public ComposePage(
      Host host,
      Pages pages,
      LinkUrls urls,
      Templates templates,
      SendLink sendLink,
      SendNow sendNow) {
    this.host = host;
    this.pages = pages;
    this.urls = urls;
    this.templates = templates;
    this.sendLink = sendLink;
    this.sendNow = sendNow;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Permission permission() {
    return Permission.CREATE;
  }

  @Override
  public DeskAnswer show(DeskRequest request) {
    return view(request, false, Map.of());
  }

  @Override
  public DeskAnswer act(DeskRequest request) {
    return switch (request.text(STEP).orElse("")) {
      case "template" -> view(request, true, Map.of());
      case "preview" -> view(request, false, Map.of("preview", preview(request)));
      default -> sent(sendNow.send(wish(request), request.actor()), request);
    };
  }

  private Map<String, Object> preview(DeskRequest request) {
    return MailPreview.of(sendLink.preview(wish(request), request.actor()), pages);
  }

  private static SendLink.Request wish(DeskRequest request) {
    List<String> recipients = new ArrayList<>(request.all("to"));
    request.text("recipient").ifPresent(recipients::add);
    return new SendLink.Request(
        request.text("link").orElse(""),
        request.text("requestKey").orElse(""),
        recipients,
        request.text("template").orElse(Templates.LINK),
        request.text("language").orElse("en"),
        request.raw("subject").orElse(""),
        request.raw("text").orElse(""));
  }

  private DeskAnswer sent(List<Delivery> deliveries, DeskRequest request) {
    Words words = words(request);
    DeliveryState worst =
        deliveries.stream()
            .map(Delivery::state)
            .max(java.util.Comparator.comparing(ComposePage::rank))
            .orElse(DeliveryState.SENT);
    String recipients =
        deliveries.stream()
            .filter(each -> each.state() == worst)
            .flatMap(each -> each.recipient().stream())
            .collect(Collectors.joining(", "));
    Map<String, String> facts = new HashMap<>();
    facts.put("recipients", recipients);
    deliveries.stream()
        .filter(each -> each.state() == worst)
        .flatMap(each -> each.reason().stream())
        .findFirst()
        .map(DeliveryReason::name)
        .ifPresent(reason -> facts.put("notSent", reason));
    facts.putIfAbsent("notSent", DeliveryReason.OUTCOME_UNKNOWN.name());
    DeskNotice notice =
        switch (worst) {
          case SENT -> DeskNotice.good("PaylinkNotice_sent", Map.of("recipients", recipients));
          case QUEUED -> DeskNotice.bad("PaylinkNotice_sendingWaits", facts);
          case UNKNOWN, NOT_SENT -> DeskNotice.bad("PaylinkNotice_notSent", facts);
        };
    return new DeskAnswer.GoTo(
        NAME, Map.of("link", request.text("link").orElse("")), Optional.of(notice));
  }

  private static int rank(DeliveryState state) {
    return switch (state) {
      case SENT -> 0;
      case QUEUED -> 1;
      case UNKNOWN -> 2;
      case NOT_SENT -> 3;
    };
  }

  private DeskAnswer view(DeskRequest request, boolean load, Map<String, Object> more) {
    ComposeFacts facts = ComposeFacts.of(host, request.text("link").orElse(""));
    Map<String, Object> model = new HashMap<>(more);
    model.put("link", facts.link().id());
    model.put("amount", facts.link().amount());
    model.put("purpose", facts.link().purpose());
    model.put("until", facts.link().expiresAt());
    model.put("open", facts.open());
    model.put("test", facts.link().testMode());
    model.put("log", DeliveryRows.of(facts.deliveries(), words(request)));
    if (facts.open()) {
      model.put("linkUrl", urls.of(facts.link()));
      model.put("form", new ComposeForm(host, templates, words(request)).of(request, facts, load));
    }
    return DeskAnswer.show(
        DeskView.of("PaylinkCompose_Title", NAME, model).titled(Map.of("link", facts.link().id())));
  }

  private Words words(DeskRequest request) {
    return pages.words(request.locale(), request.zone());
  }
}
