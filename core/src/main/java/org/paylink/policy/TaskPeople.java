package org.paylink.policy;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who gets a task when something needs a person.
 *
 * @param fallback the login for organizations that name nobody
 * @param byOrganization the login of an organization, by the organization's party
 */
public record TaskPeople(Optional<String> fallback, Map<String, String> byOrganization) {
  /** Nobody gets tasks. */
  public static final TaskPeople NOBODY = new TaskPeople(Optional.empty(), Map.of());

  /** Who gets the tasks of these; the map is copied. */
  public TaskPeople {
    byOrganization = Map.copyOf(byOrganization);
  }

  /** The login that gets an organization's tasks. */
  public Optional<String> of(Optional<String> organizationPartyId) {
    return organizationPartyId.map(byOrganization::get).or(() -> fallback);
  }

  /** All logins that may get a task. */
  public Stream<String> everyone() {
    return Stream.concat(fallback.stream(), byOrganization.values().stream()).distinct();
  }

  /** As it is stored: {@code anna, Company=bert}. */
  String text() {
    return Stream.concat(
            fallback.stream(),
            new TreeMap<>(byOrganization)
                .entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()))
        .collect(Collectors.joining(", "));
  }
}
