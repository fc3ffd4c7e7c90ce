package org.paylink.issuing;

import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.paylink.host.Settings;
import org.paylink.host.TokenKeys;
import org.paylink.link.LinkTokens;
import org.paylink.link.PaymentLink;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;

/** Makes the addresses customers see. They are made when needed and never stored. */
public final class LinkUrls {
  private final Settings settings;
  private final TokenKeys keys;

  /** From the admin's settings and the token keys. */
  public LinkUrls(Settings settings, TokenKeys keys) {
    this.settings = settings;
    this.keys = keys;
  }

  /** The link's own address. */
  public String of(PaymentLink link) {
    return base() + "/pay/" + token(link);
  }

  /** The link's token. */
  public String token(PaymentLink link) {
    return LinkTokens.token(key(link.tokenKeyVersion()), link.id(), link.tokenSequence());
  }

  /** The public base address, without a trailing slash. */
  public String base() {
    URI base =
        settings
            .publicBaseUrl()
            .orElseThrow(() -> new PaylinkException(Problem.PUBLIC_URL_MISSING));
    if (!"https".equals(base.getScheme()) && !settings.allowsPlainHttp()) {
      throw new PaylinkException(Problem.PUBLIC_URL_NOT_HTTPS, Map.of("url", base.toString()));
    }
    return base.toString();
  }

  /** The version new tokens are made with. */
  public long currentVersion() {
    return read(keys::currentVersion)
        .orElseThrow(() -> new PaylinkException(Problem.TOKEN_KEY_MISSING));
  }

  /** Why no link can be made with the keys there are; absent when one can. */
  public Optional<Problem> keyProblem() {
    try {
      currentVersion();
      return Optional.empty();
    } catch (PaylinkException e) {
      return Optional.of(e.problem());
    }
  }

  /** The key of a version. */
  public byte[] key(long version) {
    return read(() -> keys.key(version))
        .orElseThrow(
            () ->
                new PaylinkException(
                    Problem.TOKEN_KEY_VERSION_MISSING, Map.of("version", Long.toString(version))));
  }

  /** A file that can't be read or understood says so by itself, without saying what is in it. */
  private static <T> T read(Supplier<T> keys) {
    try {
      return keys.get();
    } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
      throw new PaylinkException(Problem.TOKEN_KEY_UNREADABLE, Map.of(), e);
    }
  }
}
