/** The real Karaf in processes of its own, driven through its launcher, its shell and its deploy folder. */
package codestare.nursery.itest.karaf;
