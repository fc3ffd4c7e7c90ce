package org.paylink.ofbiz

import groovy.transform.CompileStatic
import java.sql.Timestamp
import java.time.Instant
import java.util.concurrent.Callable
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.service.DispatchContext
import org.apache.ofbiz.service.ServiceUtil
import org.paylink.Paylink
import org.paylink.link.Delivery
import org.paylink.link.DeliveryKind
import org.paylink.link.DeliveryReason
import org.paylink.link.DeliveryState
import org.paylink.problem.PaylinkException
import org.paylink.problem.Problem

/** One call of a service of sending: hands it to Paylink and maps what comes back. */
@CompileStatic
final class SendingCalls {
  /** From the best to the worst. */
  private static final List<DeliveryState> STATES = [
    DeliveryState.SENT, DeliveryState.QUEUED, DeliveryState.UNKNOWN, DeliveryState.NOT_SENT].asImmutable()

  private final Paylink paylink
  private final OfbizUser user
  private final Map<String, Object> given

  SendingCalls(DispatchContext context, Map<String, Object> given) {
    paylink = OfbizPaylink.of(context.delegator, context.dispatcher)
    user = new OfbizUser((GenericValue) given.userLogin, context.security, (Locale) given.locale,
        (TimeZone) given.timeZone)
    this.given = given
  }

  Map<String, Object> send() {
    return answer {
      List<String> recipients = ((List<Object>) given.sendTo ?: []).collect { Object each -> each.toString() }
      List<Delivery> deliveries = paylink.sendTemplate(
          required('paymentLinkId'), required('requestKey'), recipients, text('templateId'), text('localeTag'),
          user.actor)
      DeliveryState worst = STATES[deliveries.collect { Delivery each -> STATES.indexOf(each.state()) }.max()]
      [state: worst.name(), deliveries: deliveries.collect { Delivery each -> fields(each) }] as Map<String, Object>
    }
  }

  Map<String, Object> deliveries() {
    return answer {
      List<Delivery> all = paylink.deliveries(required('paymentLinkId'), user.actor)
      [deliveries: all.collect { Delivery each -> fields(each) }] as Map<String, Object>
    }
  }

  Map<String, Object> storeTemplate() {
    return answer {
      String kind = required('kind')
      if (!(kind in DeliveryKind.values()*.name())) {
        throw new PaylinkException(Problem.TEMPLATE_UNKNOWN)
      }
      paylink.templates().store(required('templateId'), DeliveryKind.valueOf(kind), required('localeTag'),
          required('templateName'), required('subject'), required('messageText'), user.actor)
      [:] as Map<String, Object>
    }
  }

  Map<String, Object> resetTemplate() {
    return answer {
      paylink.templates().reset(required('templateId'), required('localeTag'), user.actor)
      [:] as Map<String, Object>
    }
  }

  private Map<String, Object> fields(Delivery delivery) {
    return [
        deliveryId: delivery.id(),
        kind: delivery.kind().name(),
        recipient: delivery.recipient().orElse(null),
        state: delivery.state().name(),
        reason: delivery.reason()
            .map { DeliveryReason why -> user.words.text('PaylinkNotSent_' + why.name()) }.orElse(null),
        createdBy: delivery.createdBy(),
        sentAt: delivery.sentAt().map { Instant at -> Timestamp.from(at) }.orElse(null)] as Map<String, Object>
  }

  private String required(String name) {
    return text(name).orElse('')
  }

  private Optional<String> text(String name) {
    Object value = given.get(name)
    return value == null ? Optional.<String>empty() : Optional.of(value.toString())
  }

  private Map<String, Object> answer(Callable<Map<String, Object>> work) {
    try {
      Map<String, Object> result = ServiceUtil.returnSuccess()
      result.putAll(OfbizPaylink.outsideOfTransactions { work.call() } as Map<String, Object>)
      return result
    } catch (Exception e) {
      return ServiceUtil.returnError(user.sentence(e))
    }
  }
}
