package org.paylink.proof;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.paylink.desk.DeskRequest;
import org.paylink.desk.DeskResult;
import org.paylink.host.Actor;
import org.paylink.link.SubjectType;
import org.paylink.page.DeskPlaces;

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
        parameters, actor, locale, ZoneOffset.UTC, new Places(), Optional.empty());
  }

  private static final class Places implements DeskPlaces {
    @Override
    public String page(String name, Map<String, String> parameters) {
      return "/desk/"
          + name
          + parameters.entrySet().stream()
              .map(each -> each.getKey() + "=" + each.getValue())
              .collect(Collectors.joining("&", "?", ""));
    }

    @Override
    public Form post(String name) {
      return new Form("/desk/" + name, "");
    }

    @Override
    public Form search(String name) {
      return new Form("/desk/" + name, "");
    }

    @Override
    public Optional<String> document(SubjectType type, String id) {
      return Optional.of("/document/" + id);
    }

    @Override
    public Optional<String> payment(String paymentId) {
      return Optional.empty();
    }
  }
}
