package org.paylink.sending.desk;

import java.util.Arrays;
import java.util.Map;
import org.paylink.desk.DeskAnswer;
import org.paylink.desk.DeskPage;
import org.paylink.desk.DeskRequest;
import org.paylink.host.Host;
import org.paylink.host.Permission;
import org.paylink.link.Deliveries;
import org.paylink.link.DeliveryChannel;
import org.paylink.page.DeskView;
import org.paylink.page.Pages;
import org.paylink.page.Words;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;

/** What a user chooses for itself: how to be told of its links. */
public final class PreferencesPage implements DeskPage {
  private static final String NAME = "preferences";
  private static final String CHANNEL = "channel";

  private final Host host;
  private final Pages pages;

  /** For a host. */
  public PreferencesPage(Host host, Pages pages) {
    this.host = host;
    this.pages = pages;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Permission permission() {
    return Permission.VIEW;
  }

  @Override
  public DeskAnswer show(DeskRequest request) {
    Words words = pages.words(request.locale(), request.zone());
    DeliveryChannel chosen =
        host.records().unit(unit -> Deliveries.ownerChannel(unit, request.actor().userLoginId()));
    return DeskAnswer.show(
        DeskView.of(
            "PaylinkPreferences_Title",
            NAME,
            Map.of(
                "channels",
                Arrays.stream(DeliveryChannel.values())
                    .map(
                        each ->
                            Map.of(
                                "value", each.name(),
                                "label", words.text("PaylinkChannel_" + each),
                                "chosen", each == chosen))
                    .toList())));
  }

  @Override
  public DeskAnswer act(DeskRequest request) {
    String wanted = request.text(CHANNEL).orElse("");
    DeliveryChannel channel =
        Arrays.stream(DeliveryChannel.values())
            .filter(each -> each.name().equals(wanted))
            .findFirst()
            .orElseThrow(
                () -> new PaylinkException(Problem.CHANNEL_UNKNOWN, Map.of("field", CHANNEL)));
    host.records()
        .run(
            unit ->
                Deliveries.chooseOwnerChannel(
                    unit, request.actor().userLoginId(), channel, host.clock().instant()));
    return DeskAnswer.done(NAME, Map.of(), "PaylinkNotice_preferencesStored", Map.of());
  }
}
