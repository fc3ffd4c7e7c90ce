package org.paylink.ofbiz

import groovy.transform.CompileStatic
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.Paths
import org.paylink.gateway.Secret
import org.paylink.host.TokenKeys

/**
 * Keys for tokens from the environment variable PAYLINK_TOKEN_KEY, or else from the file that the setting
 * token.key.file names. Read afresh, so that a rotated key needs no restart.
 */
@CompileStatic
final class OfbizTokenKeys implements TokenKeys {
  static final String VARIABLE = 'PAYLINK_TOKEN_KEY'
  static final String FILE_SETTING = 'token.key.file'

  private final OfbizSettings settings
  private final Map<String, String> environment

  OfbizTokenKeys(OfbizSettings settings, Map<String, String> environment) {
    this.settings = settings
    this.environment = environment
  }

  @Override
  Optional<Long> currentVersion() {
    return keys().currentVersion()
  }

  @Override
  Optional<byte[]> key(long version) {
    return keys().key(version)
  }

  @Override
  SortedSet<Long> versions() {
    return keys().versions()
  }

  private TokenKeys keys() {
    String lines = environment.get(VARIABLE)
    return TokenKeys.parse(Secret.of(lines == null || lines.trim().isEmpty() ? linesOfFile() : lines))
  }

  private String linesOfFile() {
    String name = settings.text(FILE_SETTING)
    if (name.isEmpty()) {
      return ''
    }
    Path file = Paths.get(name)
    if (!Files.isReadable(file)) {
      throw new IllegalStateException("the file that Paylink's setting $FILE_SETTING names can't be read: $file"
          .toString())
    }
    return new String(Files.readAllBytes(file), 'UTF-8')
  }
}
