package org.paylink.proof;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.paylink.desk.DeskRequest;
import org.paylink.desk.DeskResult;
import org.paylink.host.Actor;

/** The desk as one user sees it. */
record DeskOf(World world, Actor actor, Locale locale) {

  DeskResult.Html show(String page, Map<String, List<String>> parameters) {
    return (DeskResult.Html) world.paylink.desk().show(page, request(parameters), Optional.empty());
  }

  DeskResult act(String page, Map<String, List<String>> parameters) {
    return world.paylink.desk().act(page, request(parameters));
  }

  private DeskRequest request(Map<String, List<String>> parameters) {
    return new DeskRequest(
        parameters, actor, locale, ZoneOffset.UTC, new StaffPlaces(), Optional.empty());
  }
}
