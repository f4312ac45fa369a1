/** Guests that work in nurseries. */
package codestare.nursery.itest.guest.nursery;
