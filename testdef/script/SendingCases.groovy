import java.nio.charset.StandardCharsets
import org.apache.ofbiz.entity.Delegator
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.entity.util.EntityQuery
import org.apache.ofbiz.service.LocalDispatcher
import org.paylink.contract.ContractCase
import org.paylink.host.Directory
import org.paylink.host.Mailer
import org.paylink.link.DeliveryReason
import org.paylink.link.Subject
import org.paylink.link.SubjectType
import org.paylink.web.HostScripts

/** The host's mail and contacts, against a mail server on the wire. */
class SendingCases {
  private final Delegator delegator
  private final LocalDispatcher dispatcher
  private final HostScripts scripts
  private final Class<?> stub

  SendingCases(Delegator delegator, LocalDispatcher dispatcher, HostScripts scripts, Class<?> stub) {
    this.delegator = delegator
    this.dispatcher = dispatcher
    this.scripts = scripts
    this.stub = stub
  }

  List<ContractCase> cases() {
    return [
        new ContractCase('mail that is switched off in the host is not sent and says so', this.&switchedOff),
        new ContractCase('a mail is handed over as text and HTML', this.&handedOver),
        new ContractCase('a refused mailbox is refused for good', this.&refusedMailbox),
        new ContractCase('a mail server that is not there is tried again later', this.&serverDown),
        new ContractCase('a connection that breaks while a mail is handed over is an unknown outcome', this.&broken),
        new ContractCase('what looks like an expression or a tag in a subject stays text', this.&expression),
        new ContractCase('no communication event holds a mail', this.&noCommunicationEvent),
        new ContractCase('contacts of an order are its own addresses and then its customer\'s', this.&orderContacts),
        new ContractCase('a party without an address has no contact', this.&noContact),
        new ContractCase('the person behind a login is found with its language', this.&user),
    ]
  }

  private void switchedOff() {
    withMail('N', { server ->
      assert mailer().deliver(message('anna@example.com', 'Hello')) ==
          new Mailer.Refused(DeliveryReason.SWITCHED_OFF, true, '')
    })
  }

  private void handedOver() {
    withMail('Y', { server ->
      Mailer.Answer answer = mailer().deliver(message('anna@example.com', 'Zahlung an Müller & Söhne'))
      assert answer instanceof Mailer.Accepted
      assert server.mails.size() == 1
      String mail = server.mails[0]
      assert mail.contains('multipart/alternative') && mail.contains('text/plain') && mail.contains('text/html')
      assert mail.contains('To: anna@example.com')
      assert mail =~ /(?m)^Subject: =\?UTF-8\?/
      assert mail =~ /(?m)^From: =\?UTF-8\?.*<ofbiztest@example.com>/
      assert !mail.contains('application/octet-stream')
    })
  }

  private void refusedMailbox() {
    withMail('Y', { server ->
      Mailer.Refused refused = (Mailer.Refused) mailer().deliver(message('refused@example.com', 'Hello'))
      assert refused.reason() == DeliveryReason.ADDRESS_REFUSED && refused.permanent()
      assert server.mails.isEmpty()
    })
  }

  private void serverDown() {
    withMail('Y', { server ->
      server.close()
      assert mailer().deliver(message('anna@example.com', 'Hello')) ==
          new Mailer.Refused(DeliveryReason.SERVER_UNREACHABLE, false, '')
    })
  }

  private void broken() {
    withMail('Y', { server ->
      server.hangUpAfterData(true)
      assert mailer().deliver(message('anna@example.com', 'Hello')) instanceof Mailer.Unknown
    })
  }

  private void expression() {
    withMail('Y', { server ->
      String subject = 'A ${groovy: 6 * 7} and <b>bold</b>'
      assert mailer().deliver(message('anna@example.com', subject)) instanceof Mailer.Accepted
      String said = decoded(server.mails[0])
      assert said.contains('groovy: 6 * 7') && !said.contains('A 42')
    })
  }

  private void noCommunicationEvent() {
    long before = EntityQuery.use(delegator).from('CommunicationEvent').queryCount()
    withMail('Y', { server ->
      assert mailer().deliver(message('anna@example.com', 'Hello')) instanceof Mailer.Accepted
    })
    assert EntityQuery.use(delegator).from('CommunicationEvent').queryCount() == before
  }

  private void orderContacts() {
    GenericValue mech = delegator.makeValue('ContactMech', [contactMechId: 'PAYLINK_CASE_1',
        contactMechTypeId: 'EMAIL_ADDRESS', infoString: 'order-case@example.com'])
    GenericValue own = delegator.makeValue('OrderContactMech', [orderId: 'DEMO10090',
        contactMechPurposeTypeId: 'ORDER_EMAIL', contactMechId: 'PAYLINK_CASE_1'])
    mech.create()
    own.create()
    try {
      List<Directory.Contact> contacts = directory().contacts(
          null, new Subject('Company', SubjectType.ORDER, 'DEMO10090'), Optional.empty())
      assert contacts.find { it.email() == 'order-case@example.com' }.purpose() == Directory.Purpose.DOCUMENT
      assert contacts.any { it.email() == 'ofbiztest@example.com' }
      assert contacts[0].name() == 'Demo Customer'
      assert contacts*.email()*.toLowerCase().unique(false).size() == contacts.size()
    } finally {
      own.remove()
      mech.remove()
    }
  }

  private void noContact() {
    assert directory().primary(null, 'NO_SUCH_PARTY').isEmpty()
    assert directory().contacts(null, new Subject('Company', SubjectType.ORDER, 'NO_SUCH'), Optional.empty()).isEmpty()
  }

  private void user() {
    GenericValue login = EntityQuery.use(delegator).from('UserLogin').where([userLoginId: 'DemoCustomer']).queryOne()
    String before = login.getString('lastLocale')
    login.set('lastLocale', 'de_AT')
    login.store()
    try {
      Directory.Contact contact = directory().user(null, 'DemoCustomer').get()
      assert contact.email().contains('@')
      assert contact.language() == Optional.of(Locale.forLanguageTag('de-AT'))
      assert directory().user(null, 'no-such-login').isEmpty()
    } finally {
      login.set('lastLocale', before)
      login.store()
    }
  }

  private static Mailer.Message message(String to, String subject) {
    return new Mailer.Message('S1', 'Müller & Söhne', to, 'Anna', subject, 'Grüße\nhttps://x/pay/abc\n',
        '<html><body><p>Grüße</p></body></html>', Locale.GERMAN)
  }

  /** The subject as a mail program shows it. */
  private static String decoded(String mail) {
    String subject = mail.readLines().dropWhile { !it.startsWith('Subject:') }
        .indexed().takeWhile { it.key == 0 || it.value.startsWith(' ') }.collect { it.value.trim() }.join('')
    return subject.replaceAll(/=\?UTF-8\?Q\?(.*?)\?=/) { List<String> found ->
      URLDecoder.decode(found[1].replace('+', '%2B').replace('_', ' ').replace('=', '%'), StandardCharsets.UTF_8.name())
    }
  }

  private Mailer mailer() {
    Object settings = scripts.create('org.paylink.ofbiz.OfbizSettings', Object, delegator)
    return scripts.create('org.paylink.ofbiz.OfbizMailer', Mailer, delegator, dispatcher, settings)
  }

  private Directory directory() {
    return scripts.create('org.paylink.ofbiz.OfbizDirectory', Directory, delegator)
  }

  private void withMail(String enabled, Closure<?> body) {
    Object server = stub.newInstance()
    Map<String, String> values = ['mail.notifications.enabled': enabled, 'mail.smtp.relay.host': '127.0.0.1',
        'mail.smtp.port': server.port.toString(), 'defaultFromEmailAddress': 'ofbiztest@example.com']
    try {
      values.each { name, value ->
        delegator.createOrStore(delegator.makeValue('SystemProperty',
            [systemResourceId: 'general', systemPropertyId: name, systemPropertyValue: value]))
      }
      body.call(server)
    } finally {
      values.keySet().each {
        delegator.removeByAnd('SystemProperty', [systemResourceId: 'general', systemPropertyId: it])
      }
      server.close()
    }
  }
}
