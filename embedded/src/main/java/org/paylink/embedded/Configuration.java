package org.paylink.embedded;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Named texts an admin sets, read afresh at each use. A name such as {@code public.base.url} is
 * looked up in the environment as {@code PAYLINK_PUBLIC_BASE_URL} first, then in the properties
 * file (UTF-8). Values without text count as not set.
 */
@FunctionalInterface
public interface Configuration {
  /** The name of the properties file in the data folder. */
  String FILE_NAME = "paylink.properties";

  /** The value of a name, without surrounding white space. */
  Optional<String> get(String name);

  /** The values of a map, as they are at each use. */
  static Configuration of(Map<String, String> values) {
    return name -> filled(values.get(name));
  }

  /**
   * The values of the environment and of a properties file, which may be missing.
   *
   * @param environment {@code System.getenv()}, or another in tests
   */
  static Configuration of(Path file, Map<String, String> environment) {
    return name ->
        filled(environment.get(variable(name))).or(() -> filled(read(file).getProperty(name)));
  }

  private static String variable(String name) {
    return "PAYLINK_" + name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
  }

  private static Optional<String> filled(String value) {
    return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
  }

  private static Properties read(Path file) {
    Properties properties = new Properties();
    if (!Files.exists(file)) {
      return properties;
    }
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
