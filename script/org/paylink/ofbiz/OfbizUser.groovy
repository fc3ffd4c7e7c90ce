package org.paylink.ofbiz

import groovy.transform.CompileStatic
import java.time.ZoneId
import java.util.function.Predicate
import org.apache.ofbiz.base.util.Debug
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.security.Security
import org.paylink.host.Actor
import org.paylink.host.Permission
import org.paylink.page.Words
import org.paylink.problem.PaylinkException
import org.paylink.problem.Problem

/** A signed-in user of the host: what he may do, and how he reads. PAYLINK_ADMIN includes all other permissions. */
@CompileStatic
final class OfbizUser {
  private static final String MODULE = OfbizUser.name

  final Actor actor
  final Locale locale
  final ZoneId zone
  final Words words

  OfbizUser(GenericValue userLogin, Security security, Locale locale, TimeZone timeZone) {
    this.locale = locale ?: Locale.default
    zone = (timeZone ?: TimeZone.default).toZoneId()
    words = new Words(OfbizPaylink.labels(), this.locale, zone)
    actor = new Actor(userLogin.getString('userLoginId'), { Permission permission ->
      security.hasEntityPermission('PAYLINK', '_' + permission.name(), userLogin)
    } as Predicate<Permission>)
  }

  boolean may(Permission permission) {
    return actor.may(permission)
  }

  /** What a failure means, in the user's words. One that nobody foresaw is logged and said without its details. */
  String sentence(Throwable failure) {
    if (failure instanceof Refusal) {
      return words.text(((Refusal) failure).labelKey, ((Refusal) failure).facts)
    }
    if (failure instanceof PaylinkException) {
      PaylinkException known = (PaylinkException) failure
      return words.problem(known.problem(), known.facts())
    }
    Debug.logError(failure, 'Paylink failed', MODULE)
    return words.problem(Problem.INTERNAL, [:] as Map<String, String>)
  }
}
