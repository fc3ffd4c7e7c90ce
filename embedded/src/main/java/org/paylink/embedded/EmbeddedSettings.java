package org.paylink.embedded;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.paylink.host.Settings;
import org.paylink.link.AmountPolicy;

/**
 * Settings from the configuration:
 *
 * <ul>
 *   <li>{@code public.base.url}: where customers reach the pages
 *   <li>{@code test.host}: {@code true} or {@code false}; true unless set
 *   <li>{@code link.validity.days}: a number from 1, or {@code never}; 30 unless set
 *   <li>{@code amount.policy}: {@code lower} or {@code close}; lower unless set
 *   <li>{@code trusted.proxies}: addresses or networks of proxies, with commas between; none unless
 *       set
 *   <li>{@code node.name}: the computer's name and the process' number unless set
 * </ul>
 */
public final class EmbeddedSettings implements Settings {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final String DEFAULT_VALIDITY_DAYS = "30";
  private static final String NEVER = "never";

  private final Configuration configuration;
  private final String defaultNodeName = computerName() + "-" + ProcessHandle.current().pid();

  /** Settings read from the configuration at each use. */
  public EmbeddedSettings(Configuration configuration) {
    this.configuration = configuration;
  }

  @Override
  public Optional<URI> publicBaseUrl() {
    return configuration
        .get("public.base.url")
        .map(url -> URI.create(url.replaceAll("/+$", "")))
        .filter(url -> url.getHost() != null);
  }

  @Override
  public boolean isTestHost() {
    return configuration.get("test.host").map(Boolean::parseBoolean).orElse(true);
  }

  @Override
  public Optional<Duration> defaultValidity() {
    String days = configuration.get("link.validity.days").orElse(DEFAULT_VALIDITY_DAYS);
    if (days.equals(NEVER)) {
      return Optional.empty();
    }
    if (!days.matches("[1-9][0-9]{0,4}")) {
      throw new IllegalArgumentException("link.validity.days must be a number from 1, or never");
    }
    return Optional.of(Duration.ofDays(Long.parseLong(days)));
  }

  @Override
  public AmountPolicy amountPolicy() {
    return configuration
        .get("amount.policy")
        .map(policy -> AmountPolicy.valueOf(policy.toUpperCase(Locale.ROOT)))
        .orElse(AmountPolicy.LOWER);
  }

  @Override
  public boolean allowsPlainHttp() {
    return publicBaseUrl().map(URI::getHost).filter(LOOPBACK::contains).isPresent();
  }

  @Override
  public List<String> trustedProxies() {
    return configuration.get("trusted.proxies").stream()
        .flatMap(text -> Stream.of(text.split("[\\s,]+")))
        .filter(text -> !text.isEmpty())
        .toList();
  }

  @Override
  public String nodeName() {
    return configuration.get("node.name").orElse(defaultNodeName);
  }

  private static String computerName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
