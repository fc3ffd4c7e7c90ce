package org.paylink.embedded.http;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.paylink.host.Actor;
import org.paylink.host.Permission;

/** The people one can be on the sample host; there are no passwords. */
public enum User {
  SALES(true, false),
  ACCOUNTANT(true, true),
  ADMIN(true, true),
  VISITOR(false, false);

  private final boolean links;
  private final boolean books;

  User(boolean links, boolean books) {
    this.links = links;
    this.books = books;
  }

  /** The login, as forms and histories write it. */
  public String login() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether this user sees payments and the books. */
  public boolean maySeeBooks() {
    return books;
  }

  /** What core is told about this user. */
  public Actor actor() {
    Set<Permission> granted = permissions();
    return new Actor(login(), granted::contains);
  }

  /** The user with a login, which may be any text. */
  public static Optional<User> of(String login) {
    return Arrays.stream(values()).filter(user -> user.login().equals(login)).findFirst();
  }

  private Set<Permission> permissions() {
    if (this == ADMIN) {
      return EnumSet.allOf(Permission.class);
    }
    Set<Permission> granted = EnumSet.noneOf(Permission.class);
    if (links) {
      granted.addAll(EnumSet.of(Permission.VIEW, Permission.CREATE, Permission.CANCEL));
    }
    if (books) {
      granted.addAll(EnumSet.of(Permission.REFUND, Permission.CONFIRM));
    }
    return granted;
  }
}
