package org.paylink.host;

import java.util.Map;
import java.util.function.Predicate;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;

/**
 * Who acts.
 *
 * @param userLoginId the host's login, or a name in angle brackets for the component itself
 * @param permissions which permissions the host grants
 */
public record Actor(String userLoginId, Predicate<Permission> permissions) {

  /** The component itself, in background work. */
  public static final Actor SYSTEM = new Actor("<paylink>", permission -> true);

  /** The customer on the public page, who may do nothing but what the link offers. */
  public static final Actor CUSTOMER = new Actor("<customer>", permission -> false);

  /** The gateway that notified us. */
  public static final Actor GATEWAY = new Actor("<gateway>", permission -> false);

  /** Whether the host grants it. */
  public boolean may(Permission permission) {
    return permissions.test(permission);
  }

  /**
   * Insists on a permission.
   *
   * @throws PaylinkException PERMISSION_MISSING
   */
  public void require(Permission permission) {
    if (!may(permission)) {
      throw new PaylinkException(
          Problem.PERMISSION_MISSING, Map.of("permission", "PAYLINK_" + permission.name()));
    }
  }
}
