package org.paylink.proof;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.paylink.link.SubjectType;
import org.paylink.page.DeskPlaces;

/** Addresses as any host could have them; parameters without an order come by their names. */
final class StaffPlaces implements DeskPlaces {
  @Override
  public String page(String name, Map<String, String> parameters) {
    Map<String, String> ordered =
        parameters instanceof LinkedHashMap ? parameters : new TreeMap<>(parameters);
    return "/desk/"
        + name
        + ordered.entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining("&", ordered.isEmpty() ? "" : "?", ""));
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
    return Optional.of("/documents/" + id);
  }

  @Override
  public Optional<String> payment(String paymentId) {
    return Optional.of("/payments/" + paymentId);
  }
}
