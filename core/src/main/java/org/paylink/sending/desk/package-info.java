/** The staff's pages of sending. */
package org.paylink.sending.desk;
