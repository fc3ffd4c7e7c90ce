package org.paylink.embedded.http;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * One browser's visit. All of it is in its cookie, signed, so that nothing has to be kept or thrown
 * away here.
 *
 * @param id unguessable, the same for as long as the browser keeps the cookie
 * @param user who the visitor is at present
 * @param known whether the browser brought it; otherwise it still has to be given the cookie
 */
record Session(String id, User user, boolean known) {
  /** The cookie's name. */
  static final String COOKIE = "paylink_trial";

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String PURPOSE = "session";

  /** A new visit, of the sales user. */
  static Session begin() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return new Session(id, User.SALES, false);
  }

  /** The visit a {@code Cookie} header names, or a new one when it names none that we signed. */
  static Session read(Optional<String> cookieHeader, Signer signer) {
    for (String pair : cookieHeader.orElse("").split(";", 50)) {
      String[] nameAndValue = pair.strip().split("=", 2);
      if (nameAndValue.length == 2 && nameAndValue[0].equals(COOKIE)) {
        Optional<Session> session = parse(nameAndValue[1], signer);
        if (session.isPresent()) {
          return session.get();
        }
      }
    }
    return begin();
  }

  /** The same visit, as another user. */
  Session as(User other) {
    return new Session(id, other, false);
  }

  /** The {@code Set-Cookie} header that keeps it, for as long as the browser is open. */
  String cookie(Signer signer) {
    String value = id + "." + user.login() + "." + signer.sign(PURPOSE, id, user.login());
    return COOKIE + "=" + value + "; Path=/; HttpOnly; SameSite=Lax";
  }

  private static Optional<Session> parse(String value, Signer signer) {
    String[] parts = value.split("\\.", 4);
    if (parts.length != 3 || !signer.signed(parts[2], PURPOSE, parts[0], parts[1])) {
      return Optional.empty();
    }
    return User.of(parts[1]).map(user -> new Session(parts[0], user, true));
  }
}
