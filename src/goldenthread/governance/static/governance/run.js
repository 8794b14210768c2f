// Opens the folded item that an address leads to; without it the item opens by its summary.
const open = () => {
  const place = document.getElementById(location.hash.slice(1));
  const fold = place?.closest("details");
  if (!fold) return;
  fold.open = true;
  place.scrollIntoView();
};
addEventListener("hashchange", open);
open();
