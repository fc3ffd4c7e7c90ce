package org.paylink.embedded;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.paylink.embedded.books.SampleData;
import org.paylink.gateway.Secret;
import org.paylink.host.Settings;
import org.paylink.policy.PolicyField;

/**
 * Settings from the configuration:
 *
 * <ul>
 *   <li>{@code public.base.url}: where customers reach the pages
 *   <li>{@code test.host}: {@code true} or {@code false}; true unless set
 *   <li>{@code link.validity.days}: a number from 1, or {@code never}; 30 unless set
 *   <li>the other parts of the policy, such as {@code amount.policy}, by the names of {@link
 *       PolicyField#setting()}
 *   <li>{@code payment.confirmation}: {@code true} or {@code false}; true unless set
 *   <li>{@code retention.days}: how long bodies of notifications, clicks and the like are kept: a
 *       number from 1, or {@code never} to remove nothing; 90 unless set
 *   <li>{@code metrics.token}: what a monitoring system shows at {@code /pay/metrics}, better in
 *       the environment, as {@code PAYLINK_METRICS_TOKEN}, than in the file
 *   <li>{@code trusted.proxies}: addresses or networks of proxies, with commas between; none unless
 *       set
 *   <li>{@code node.name}: the computer's name and the process' number unless set
 * </ul>
 *
 * What an admin sets on the page of the policy goes first; it is kept in the data folder when there
 * is one.
 */
public final class EmbeddedSettings implements Settings {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final String POLICY_FILE = "policy.properties";
  private static final String DEFAULT_RETENTION_DAYS = "90";
  private static final String NEVER = "never";

  private final Configuration configuration;
  private final Optional<Path> policyFile;
  private final Map<PolicyField, String> stored = new EnumMap<>(PolicyField.class);
  private final String defaultNodeName = computerName() + "-" + ProcessHandle.current().pid();

  /** Settings read from the configuration at each use. */
  public EmbeddedSettings(Configuration configuration) {
    this(configuration, Optional.empty());
  }

  /** The same, which keeps what an admin sets in the data folder. */
  public EmbeddedSettings(Configuration configuration, Path dataFolder) {
    this(configuration, Optional.of(dataFolder.resolve(POLICY_FILE)));
  }

  private EmbeddedSettings(Configuration configuration, Optional<Path> policyFile) {
    this.configuration = configuration;
    this.policyFile = policyFile;
    policyFile.filter(Files::exists).ifPresent(this::load);
  }

  @Override
  public Optional<String> organizationPartyId() {
    return Optional.of(SampleData.COMPANY);
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
  public synchronized Map<PolicyField, String> policyTexts() {
    Map<PolicyField, String> texts = new EnumMap<>(PolicyField.class);
    for (PolicyField field : PolicyField.values()) {
      configuration.get(field.setting()).ifPresent(text -> texts.put(field, text));
    }
    configuration
        .get("link.validity.days")
        .map(days -> days.equals(NEVER) ? "" : days)
        .ifPresent(days -> texts.put(PolicyField.DEFAULT_DAYS, days));
    texts.putAll(stored);
    return texts;
  }

  @Override
  public synchronized void storePolicy(Map<PolicyField, String> texts) {
    stored.putAll(texts);
    Properties properties = new Properties();
    stored.forEach((field, text) -> properties.setProperty(field.setting(), text));
    policyFile.ifPresent(
        file -> {
          try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, "What an admin has set");
          } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
          }
        });
  }

  private void load(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    for (PolicyField field : PolicyField.values()) {
      Optional.ofNullable(properties.getProperty(field.setting()))
          .ifPresent(text -> stored.put(field, text));
    }
  }

  @Override
  public Optional<Duration> retention() {
    String days = configuration.get("retention.days").orElse(DEFAULT_RETENTION_DAYS);
    if (days.equals(NEVER)) {
      return Optional.empty();
    }
    if (!days.matches("[1-9][0-9]{0,4}")) {
      throw new IllegalArgumentException("retention.days must be a number from 1, or never");
    }
    return Optional.of(Duration.ofDays(Long.parseLong(days)));
  }

  @Override
  public Optional<Secret> metricsToken() {
    return configuration.get("metrics.token").map(Secret::of);
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
  public boolean sendsConfirmations() {
    return configuration.get("payment.confirmation").map(Boolean::parseBoolean).orElse(true);
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
