package org.paylink.ofbiz

import java.nio.charset.StandardCharsets
import java.util.concurrent.Callable
import java.util.concurrent.ExecutionException
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import java.util.concurrent.FutureTask
import java.util.concurrent.ThreadFactory
import java.util.concurrent.TimeUnit
import java.util.concurrent.TimeoutException
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.entity.util.EntityQuery
import org.apache.ofbiz.entity.util.EntityUtilProperties
import org.apache.ofbiz.service.LocalDispatcher
import org.apache.ofbiz.service.ServiceUtil
import org.apache.ofbiz.service.mail.MimeMessageWrapper
import org.paylink.host.Mailer
import org.paylink.link.DeliveryReason

/**
 * The port {@link Mailer} on the host's mail service, with the host's configuration (general.properties, which
 * SystemProperty rows precede).
 *
 * The service says success when mail is switched off and, unless told otherwise, when the recipient is refused; it
 * expands expressions in subjects; it knows no time limit; and when it fails it logs all it was given. So: whether mail
 * is on is asked first, failures are wanted as such, a subject can't begin an expression, a thread of ours waits for a
 * bounded time, and the body is handed over as an object that a log shows by its type alone. No partyId is given,
 * because the host would then store the body as a CommunicationEvent.
 */
final class OfbizMailer implements Mailer {
  private static final String SERVICE = 'sendPaymentLinkMail'
  private static final String GENERAL = 'general'
  private static final int CONNECT_WITHIN_MS = 5_000
  private static final int ANSWER_WITHIN_SECONDS = 25

  private static Class<?> watchedType

  private final Delegator delegator
  private final LocalDispatcher dispatcher
  private final OfbizSettings settings
  private final ExecutorService threads

  OfbizMailer(Delegator delegator, LocalDispatcher dispatcher, OfbizSettings settings) {
    this.delegator = delegator
    this.dispatcher = dispatcher
    this.settings = settings
    ThreadFactory factory = { Runnable work ->
      Thread thread = new Thread(work, 'paylink-mail')
      thread.daemon = true
      thread
    } as ThreadFactory
    threads = Executors.newCachedThreadPool(factory)
  }

  @Override
  Mailer.Answer deliver(Mailer.Message message) {
    if (!'Y'.equalsIgnoreCase(general('mail.notifications.enabled', 'N'))) {
      return new Mailer.Refused(DeliveryReason.SWITCHED_OFF, true, '')
    }
    String from = settings.text('mail.from') ?: general('defaultFromEmailAddress', '')
    if (!from) {
      return new Mailer.Refused(DeliveryReason.SENDER_MISSING, true, '')
    }
    if (!isServerThere()) {
      return new Mailer.Refused(DeliveryReason.SERVER_UNREACHABLE, false, '')
    }
    Object parts = alternative(message)
    Map<String, Object> context = context(message, from, parts)
    // Handed to submit, what is made of a closure would be taken for work without a result.
    FutureTask<Map<String, Object>> result =
        new FutureTask<Map<String, Object>>({ dispatcher.runSync(SERVICE, context) } as Callable)
    threads.execute(result)
    try {
      return answer(result.get(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS), parts.written)
    } catch (TimeoutException e) {
      return new Mailer.Unknown('no answer within ' + ANSWER_WITHIN_SECONDS + ' seconds')
    } catch (ExecutionException e) {
      // One host line throws what the other answers as an error.
      return refused(e.cause?.message ?: '', parts.written)
    }
  }

  /** Only a service that handed the mail over names its message id. */
  private static Mailer.Answer answer(Map<String, Object> result, boolean written) {
    if (!ServiceUtil.isSuccess(result)) {
      return refused(ServiceUtil.getErrorMessage(result) ?: '', written)
    }
    String messageId = (String) result.get('messageId')
    return messageId ? new Mailer.Accepted(Optional.of(messageId)) :
        new Mailer.Refused(DeliveryReason.SWITCHED_OFF, true, '')
  }

  /**
   * The host marks its sentences, but gives one mark to a refused address, a refused message and a connection that
   * broke, and keeps the server's code to itself. What tells them apart is whether the body was asked for: until then
   * nothing can have been taken, afterwards nobody knows.
   */
  private static Mailer.Answer refused(String said, boolean written) {
    if (said.contains('[ADDRERR]') && !written) {
      return new Mailer.Refused(DeliveryReason.ADDRESS_REFUSED, true, '')
    }
    if (said.contains('[ADDRERR]') || said.contains('[CON]')) {
      return new Mailer.Unknown('the mail server refused it or broke off; the log of the host says which')
    }
    // What the host's services refuse names the field, and holds nothing of the body.
    return new Mailer.Refused(DeliveryReason.MESSAGE_REFUSED, true, said)
  }

  private boolean isServerThere() {
    int port = general('mail.smtp.port', '25') as int
    Socket socket = new Socket()
    try {
      socket.connect(new InetSocketAddress(general('mail.smtp.relay.host', 'localhost'), port), CONNECT_WITHIN_MS)
      return true
    } catch (IOException e) {
      return false
    } finally {
      socket.close()
    }
  }

  private Map<String, Object> context(Mailer.Message message, String from, Object parts) {
    return [
        userLogin: systemUser(),
        locale: Locale.ENGLISH,
        sendFrom: address(from, message.fromName()),
        sendTo: message.to(),
        // The host would run what stands in ${…}.
        subject: message.subject().replace('${', '$ {'),
        // With their answers as text the host would send both parts one below the other.
        bodyParts: [[type: 'multipart/alternative', content: parts]],
        sendFailureNotification: false,
        sendPartial: false,
    ] as Map<String, Object>
  }

  /** Text and HTML as alternatives of each other, of the mail library that this line of the host uses. */
  private static Object alternative(Mailer.Message message) {
    Object parts = watched().getConstructor().newInstance()
    parts.addBodyPart(part(message.text(), 'plain'))
    parts.addBodyPart(part(message.html(), 'html'))
    return parts
  }

  private static Object part(String content, String subtype) {
    Object part = mailType('internet.MimeBodyPart').getConstructor().newInstance()
    part.setText(content, StandardCharsets.UTF_8.name(), subtype)
    return part
  }

  private static String address(String from, String name) {
    return mailType('internet.InternetAddress').getConstructor(String, String, String)
        .newInstance(from, name, StandardCharsets.UTF_8.name()).toString()
  }

  /** A multipart that notes when it is written. Its parent's name is known only on the host that runs. */
  private static synchronized Class<?> watched() {
    if (watchedType == null) {
      watchedType = new GroovyClassLoader(OfbizMailer.classLoader).parseClass("""
        class WatchedParts extends ${mailType('internet.MimeMultipart').name} {
          volatile boolean written = false
          WatchedParts() { super('alternative') }
          @Override void writeTo(OutputStream out) { written = true; super.writeTo(out) }
        }""".toString())
    }
    return watchedType
  }

  private static Class<?> mailType(String name) {
    String known = MimeMessageWrapper.constructors.find { it.parameterCount == 2 }.parameterTypes[1].name
    return Class.forName(known.replace('internet.MimeMessage', name), true, MimeMessageWrapper.classLoader)
  }

  private GenericValue systemUser() {
    return EntityQuery.use(delegator).from('UserLogin').where([userLoginId: 'system']).cache().queryOne()
  }

  private String general(String name, String absent) {
    String value = EntityUtilProperties.getPropertyValue(GENERAL, name, absent, delegator)
    return value == null || value.trim().isEmpty() ? absent : value.trim()
  }
}
