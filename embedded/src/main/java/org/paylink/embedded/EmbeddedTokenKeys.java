package org.paylink.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.paylink.gateway.Secret;
import org.paylink.host.TokenKeys;

/**
 * Keys of tokens: from {@code token.key} (in the environment {@code PAYLINK_TOKEN_KEY}), else from
 * the file {@code token-keys} in the data folder, which only its owner may read.
 */
public final class EmbeddedTokenKeys {
  static final String FILE_NAME = "token-keys";

  private static final int KEY_BYTES = 32;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private EmbeddedTokenKeys() {}

  /**
   * Reads the keys; there may be none.
   *
   * @throws IllegalStateException when others than the owner may read the file
   */
  public static TokenKeys read(Configuration configuration, Path dataFolder) {
    Optional<Secret> configured = configuration.get("token.key").map(Secret::of);
    return TokenKeys.parse(configured.orElseGet(() -> inFile(dataFolder.resolve(FILE_NAME))));
  }

  /**
   * Reads the keys, and makes the first one when there is none. For the trial: elsewhere an admin
   * decides where the key is kept and backed up.
   */
  public static TokenKeys readOrMake(Configuration configuration, Path dataFolder) {
    TokenKeys keys = read(configuration, dataFolder);
    if (keys.currentVersion().isPresent()) {
      return keys;
    }
    try {
      make(dataFolder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a token key in " + dataFolder, e);
    }
    return read(configuration, dataFolder);
  }

  private static Secret inFile(Path file) {
    try {
      if (!Files.exists(file)) {
        return Secret.of("");
      }
      requireOwnerOnly(file);
      return Secret.of(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Written aside and linked into place: another process sees the whole key or none. */
  private static void make(Path dataFolder) throws IOException {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    Path aside = Files.createTempFile(dataFolder, FILE_NAME, ".new", ownerOnly(dataFolder));
    try {
      Files.writeString(aside, "1:" + Base64.getEncoder().encodeToString(key) + "\n");
      Files.createLink(dataFolder.resolve(FILE_NAME), aside);
    } catch (FileAlreadyExistsException e) {
      // Another process made one in the same moment; that one is used.
    } finally {
      Files.delete(aside);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path folder) throws IOException {
    return isPosix(folder)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  private static void requireOwnerOnly(Path file) throws IOException {
    if (!isPosix(file)) {
      return;
    }
    Set<PosixFilePermission> others = EnumSet.noneOf(PosixFilePermission.class);
    others.addAll(Files.getPosixFilePermissions(file));
    others.removeIf(permission -> permission.name().startsWith("OWNER"));
    if (!others.isEmpty()) {
      throw new IllegalStateException(file + " may be read by others; run: chmod 600 " + file);
    }
  }

  private static boolean isPosix(Path path) throws IOException {
    return Files.getFileStore(path).supportsFileAttributeView("posix");
  }
}
