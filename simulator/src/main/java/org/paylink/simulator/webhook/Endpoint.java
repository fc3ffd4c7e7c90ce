package org.paylink.simulator.webhook;

import java.net.URI;
import java.util.Optional;

/**
 * Where events are sent.
 *
 * @param url an http or https URL
 * @param secret the signing secret (whsec_…), used as its text
 * @param apiVersion the API version said in events sent there; empty for the account's
 */
public record Endpoint(String url, String secret, Optional<String> apiVersion) {
  /** Checks that the URL can be called. */
  public Endpoint {
    String scheme = URI.create(url).getScheme();
    if (!"http".equals(scheme) && !"https".equals(scheme)) {
      throw new IllegalArgumentException("Not an http or https URL: " + url);
    }
  }
}
