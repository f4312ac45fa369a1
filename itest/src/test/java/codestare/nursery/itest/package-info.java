/** Tests of the bundles and of the plain jars from outside: bundles come and go, processes get signals. */
package codestare.nursery.itest;
