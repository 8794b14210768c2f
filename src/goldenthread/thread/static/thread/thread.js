// Lights up everything up and down the thread from the point under the pointer or the focus.
const picture = document.querySelector(".gt-picture");

if (picture) {
  const edges = [...picture.querySelectorAll(".gt-edge")];
  const nodes = [...picture.querySelectorAll(".gt-node")];

  const reach = (start, from, to) => {
    const seen = new Set([start]);
    const lines = new Set();
    const waiting = [start];
    while (waiting.length) {
      const here = waiting.pop();
      for (const edge of edges) {
        if (edge.dataset[from] !== here) continue;
        lines.add(edge);
        const next = edge.dataset[to];
        if (!seen.has(next)) {
          seen.add(next);
          waiting.push(next);
        }
      }
    }
    return { seen, lines };
  };

  const light = (node) => {
    const down = reach(node.dataset.node, "from", "to");
    const up = reach(node.dataset.node, "to", "from");
    picture.classList.add("gt-picture--lit");
    for (const other of nodes) {
      const key = other.dataset.node;
      other.classList.toggle("gt-lit", down.seen.has(key) || up.seen.has(key));
    }
    for (const edge of edges) {
      edge.classList.toggle("gt-lit", down.lines.has(edge) || up.lines.has(edge));
    }
  };

  const dim = () => picture.classList.remove("gt-picture--lit");

  for (const node of nodes) {
    node.addEventListener("mouseenter", () => light(node));
    node.addEventListener("focus", () => light(node));
    node.addEventListener("mouseleave", dim);
    node.addEventListener("blur", dim);
  }
}
