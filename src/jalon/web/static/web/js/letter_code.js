/* The code of a letter's drawing comes after « # », which no server is sent: it is put in its field. */
"use strict";

const field = document.querySelector("[name=code]");
if (field && !field.value && location.hash.length > 1) {
  field.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, "", location.pathname);
}
