package org.paylink.gateway;

import java.util.List;
import java.util.Optional;

/**
 * What an administrator sets at a gateway so that it notifies us.
 *
 * @param events what to subscribe to, in the gateway's own words
 * @param apiVersion the version notifications should follow, if the gateway lets one choose
 */
public record WebhookNeeds(List<String> events, Optional<String> apiVersion) {
  /** Nothing is to be set. */
  public static final WebhookNeeds NONE = new WebhookNeeds(List.of(), Optional.empty());

  /** Copies the list. */
  public WebhookNeeds {
    events = List.copyOf(events);
  }
}
