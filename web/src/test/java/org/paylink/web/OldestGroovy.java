package org.paylink.web;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The Groovy of the oldest supported hosts, apart from the one on the tests' own class path. */
final class OldestGroovy {
  private OldestGroovy() {}

  /**
   * @param more jars or folders of classes that shall see it
   */
  static URLClassLoader loader(Path... more) throws IOException {
    try (Stream<Path> jars = Files.list(Path.of(System.getProperty("paylink.oldest.groovy")))) {
      URL[] all =
          Stream.concat(jars, Stream.of(more)).map(path -> url(path.toUri())).toArray(URL[]::new);
      return new URLClassLoader(all, ClassLoader.getPlatformClassLoader());
    }
  }

  private static URL url(URI uri) {
    try {
      return uri.toURL();
    } catch (MalformedURLException e) {
      throw new AssertionError(e);
    }
  }
}
