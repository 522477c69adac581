// The drawing of up to ten thousand dots. Places come from the server; nothing is computed here
// but where a place lies on the screen. Lines are dotted, dashed or solid by how well a tie is
// supported; every dot has one size and one colour (guard rail G1), and no dot has a name.
"use strict";

(() => {
  const { Sigma } = window;
  const CLICK_REACH = 8; // pixels between a click and a line
  const NAME_ROOM = 46; // pixels a group must be wide to carry its name
  const LINES_TO_TELL_APART = 2500; // in one view
  const REACH = 1.6; // room round the dots of a group, in dots

  const VERTEX = `
    attribute vec2 a_start;
    attribute vec2 a_end;
    attribute vec4 a_color;
    attribute float a_dash;
    attribute vec2 a_corner; // along: 0 or 1, side: -1 or 1
    uniform mat3 u_matrix;
    uniform vec2 u_dimensions;
    uniform float u_thickness;
    varying vec4 v_color;
    varying float v_along;
    varying float v_dash;
    void main() {
      vec2 start = (u_matrix * vec3(a_start, 1.0)).xy * u_dimensions * 0.5;
      vec2 end = (u_matrix * vec3(a_end, 1.0)).xy * u_dimensions * 0.5;
      vec2 way = end - start;
      float size = max(length(way), 0.001);
      vec2 normal = vec2(-way.y, way.x) / size;
      float wide = u_thickness * (a_dash < 0.5 ? 1.35 : 1.0);
      vec2 at = start + way * a_corner.x + normal * a_corner.y * wide * 0.5;
      gl_Position = vec4(at / (u_dimensions * 0.5), 0.0, 1.0);
      v_color = a_color;
      v_along = size * a_corner.x;
      v_dash = a_dash;
    }`;

  const FRAGMENT = `
    precision mediump float;
    varying vec4 v_color;
    varying float v_along;
    varying float v_dash;
    uniform float u_ratio;
    uniform float u_alpha;
    void main() {
      float step = v_along / u_ratio;
      if (v_dash < 0.5 && mod(step, 4.0) > 1.6) discard;
      if (v_dash > 0.5 && v_dash < 1.5 && mod(step, 9.0) > 5.5) discard;
      gl_FragColor = vec4(v_color.rgb * u_alpha, u_alpha);
    }`;

  const colourAsFloat = (() => {
    const bytes = new Uint8Array(4);
    const floats = new Float32Array(bytes.buffer);
    return (colour) => {
      const value = Number.parseInt(colour.slice(1, 7), 16);
      bytes[0] = value >> 16;
      bytes[1] = (value >> 8) & 255;
      bytes[2] = value & 255;
      bytes[3] = 254; // 255 makes some of these floats no number
      return floats[0];
    };
  })();

  class TieProgram extends Sigma.rendering.EdgeProgram {
    getDefinition() {
      const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
      return {
        VERTICES: 6,
        VERTEX_SHADER_SOURCE: VERTEX,
        FRAGMENT_SHADER_SOURCE: FRAGMENT,
        METHOD: TRIANGLES,
        UNIFORMS: ["u_matrix", "u_dimensions", "u_thickness", "u_ratio", "u_alpha"],
        ATTRIBUTES: [
          { name: "a_start", size: 2, type: FLOAT },
          { name: "a_end", size: 2, type: FLOAT },
          { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
          { name: "a_dash", size: 1, type: FLOAT },
        ],
        CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 2, type: FLOAT }],
        CONSTANT_DATA: [[0, 1], [0, -1], [1, 1], [1, 1], [0, -1], [1, -1]],
      };
    }

    processVisibleItem(_index, at, source, target, tie) {
      const { array } = this;
      array[at++] = source.x;
      array[at++] = source.y;
      array[at++] = target.x;
      array[at++] = target.y;
      array[at++] = colourAsFloat(tie.color);
      array[at++] = tie.dash;
    }

    setUniforms(params, { gl, uniformLocations: at }) {
      gl.uniformMatrix3fv(at.u_matrix, false, params.matrix);
      gl.uniform2f(at.u_dimensions, params.width * params.pixelRatio, params.height * params.pixelRatio);
      gl.uniform1f(at.u_thickness, 1.3 * params.pixelRatio);
      gl.uniform1f(at.u_ratio, params.pixelRatio);
      // a carpet of lines is thin; it thickens as the reader comes nearer
      const share = LINES_TO_TELL_APART / Math.max(this.renderer.getGraph().size, 1);
      gl.uniform1f(at.u_alpha, Math.min(1, Math.max(0.08, share / Math.sqrt(params.zoomRatio))));
    }
  }

  const readColours = (element) => {
    const style = getComputedStyle(element);
    const read = (name) => style.getPropertyValue(name).trim();
    return {
      youth: read("--zl-src-youth"),
      police: read("--zl-src-police"),
      boa: read("--zl-src-boa"),
      living: read("--zl-src-living"),
      count: read("--zl-src-count"),
      several: read("--zl-ink-2"),
      ink: read("--zl-ink"),
      faint: read("--zl-line-strong"),
      surface: read("--zl-surface"),
      land: read("--zl-land"),
      outline: read("--zl-hull-line"),
      text: read("--zl-ink"),
      font: read("--zl-font"),
    };
  };

  const buildGraph = (given, colours) => {
    const graph = new window.graphology.Graph({ type: "undirected" });
    for (let i = 0; i < given.dot.length; i++) {
      graph.addNode(given.dot[i], {
        x: given.x[i],
        y: -given.y[i],
        size: 3,
        color: given.group[i] < 0 ? colours.land : colours.surface,
        borderColor: given.group[i] < 0 ? colours.faint : colours.ink,
      });
    }
    for (let i = 0; i < given.first.length; i++) {
      graph.addEdge(given.first[i], given.second[i], {
        color: colours[given.kind[i]],
        dash: given.status[i],
        size: 1,
      });
    }
    return graph;
  };

  const turn = (a, b, c) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

  const hullOf = (points) => {
    const sorted = [...points].sort((p, q) => p[0] - q[0] || p[1] - q[1]);
    const half = (list) => {
      const hull = [];
      for (const p of list) {
        while (hull.length > 1 && turn(hull.at(-2), hull.at(-1), p) <= 0) hull.pop();
        hull.push(p);
      }
      return hull.slice(0, -1);
    };
    return sorted.length < 3 ? sorted : [...half(sorted), ...half(sorted.reverse())];
  };

  // only those who lie with their group: a line round someone who moved would cross the others
  const outlinesOf = (given) => {
    const lying = given.groups.map(() => []);
    for (let i = 0; i < given.dot.length; i++) {
      const group = given.group[i];
      if (group >= 0 && given.home[i] === group) lying[group].push([given.x[i], -given.y[i]]);
    }
    return lying.map((points, number) => ({ name: given.names[number], points: hullOf(points) }));
  };

  const distanceTo = (p, a, b) => {
    const way = [b.x - a.x, b.y - a.y];
    const along = ((p.x - a.x) * way[0] + (p.y - a.y) * way[1]) / (way[0] ** 2 + way[1] ** 2 || 1);
    const t = Math.max(0, Math.min(1, along));
    return Math.hypot(p.x - a.x - t * way[0], p.y - a.y - t * way[1]);
  };

  class Drawing extends HTMLElement {
    connectedCallback() {
      this.hidden = false;
      this.stage = this.querySelector(".zl-graph__stage");
      this.busy = this.querySelector(".zl-graph__busy");
      this.instead = this.parentElement.querySelector("[data-instead]");
      this.start = performance.now();
      this.draw().catch(() => this.giveUp());
    }

    disconnectedCallback() {
      this.sigma?.kill();
      this.scheme?.removeEventListener("change", this.repaint);
    }

    async draw() {
      const answer = await fetch(this.dataset.url, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.statusText);
      this.given = await answer.json();
      this.paint();
      this.listen();
      await new Promise((done) => this.sigma.once("afterRender", () => requestAnimationFrame(done)));
      this.busy.textContent = "";
      if (this.instead) this.instead.hidden = true;
      this.dataset.dots = this.graph.order;
      this.dataset.lines = this.graph.size;
      this.dataset.drawn = Math.round(performance.now() - this.start);
    }

    paint() {
      this.sigma?.kill();
      this.colours = readColours(this);
      this.graph = buildGraph(this.given, this.colours);
      this.outlines = outlinesOf(this.given);
      this.sigma = new Sigma(this.graph, this.stage, {
        renderLabels: false,
        renderEdgeLabels: false,
        enableEdgeEvents: false,
        defaultEdgeType: "tie",
        edgeProgramClasses: { tie: TieProgram },
        defaultNodeType: "dot",
        nodeProgramClasses: {
          dot: Sigma.rendering.createNodeBorderProgram({
            borders: [
              { size: { value: 0.3 }, color: { attribute: "borderColor" } },
              { size: { fill: true }, color: { attribute: "color" } },
            ],
          }),
        },
        defaultDrawNodeHover: () => {},
        minCameraRatio: 0.01,
        maxCameraRatio: 2,
        stagePadding: 24,
      });
      this.sheet = this.addSheet("outlines", { beforeLayer: "edges" });
      this.names = this.addSheet("names", { afterLayer: "nodes" });
      this.sigma.resize(true);
      this.sigma.on("afterRender", () => this.drawOutlines());
      this.sigma.on("clickStage", ({ event }) => this.openNearest(event));
      this.sigma.on("clickNode", ({ event }) => this.openNearest(event));
      this.sigma.scheduleRender(); // what is drawn was made by the constructor; the sheets are new
    }

    addSheet(name, place) {
      return this.sigma.createCanvasContext(name, place).canvasContexts[name];
    }

    drawOutlines() {
      const { sheet, colours, sigma } = this;
      const { width, height } = sigma.getDimensions();
      sheet.clearRect(0, 0, width, height);
      const dot = this.pixelsPerDot();
      sheet.lineJoin = "round";
      const named = [];
      for (const outline of this.outlines) {
        if (!outline.points.length) continue;
        const points = outline.points.map(([x, y]) => sigma.graphToViewport({ x, y }));
        const xs = points.map((p) => p.x);
        const ys = points.map((p) => p.y);
        const [left, right, top, low] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
        if (right < 0 || left > width || low < 0 || top > height) continue;
        sheet.beginPath();
        points.forEach((p, i) => (i ? sheet.lineTo(p.x, p.y) : sheet.moveTo(p.x, p.y)));
        sheet.closePath();
        // a wide line round the hull, then a slightly narrower one in the ground: a soft outline
        const room = Math.max(2 * REACH * dot, 7);
        sheet.lineWidth = room + 2;
        sheet.strokeStyle = colours.outline;
        sheet.stroke();
        sheet.lineWidth = room;
        sheet.strokeStyle = colours.land;
        sheet.fillStyle = colours.land;
        sheet.stroke();
        sheet.fill();
        if (right - left + room > NAME_ROOM) named.push([outline.name, (left + right) / 2, top - room / 2 - 6]);
      }
      this.writeNames(named);
    }

    writeNames(named) {
      const { names: sheet, colours } = this;
      const { width, height } = this.sigma.getDimensions();
      sheet.clearRect(0, 0, width, height);
      sheet.font = `600 13.5px ${colours.font}`;
      sheet.textAlign = "center";
      sheet.lineWidth = 4;
      sheet.strokeStyle = colours.land;
      sheet.fillStyle = colours.text;
      for (const [name, x, y] of named) {
        sheet.strokeText(name, x, y);
        sheet.fillText(name, x, y);
      }
    }

    pixelsPerDot() {
      const a = this.sigma.graphToViewport({ x: 0, y: 0 });
      const b = this.sigma.graphToViewport({ x: 1, y: 0 });
      return Math.hypot(b.x - a.x, b.y - a.y);
    }

    // keyboard and buttons do what dragging and the wheel do
    listen() {
      for (const button of this.querySelectorAll("[data-zoom]")) {
        button.addEventListener("click", () => this.move(button.dataset.zoom));
      }
      const keys = {
        "+": "in", "=": "in", "-": "out", 0: "all",
        ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down",
      };
      this.stage.addEventListener("keydown", (event) => {
        const way = keys[event.key];
        if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        this.move(way);
      });
      this.repaint = () => this.paint();
      this.scheme = window.matchMedia("(prefers-color-scheme: dark)");
      this.scheme.addEventListener("change", this.repaint);
    }

    move(way) {
      const camera = this.sigma.getCamera();
      const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      const duration = { duration: still ? 0 : 150 };
      if (way === "in") camera.animatedZoom(duration);
      else if (way === "out") camera.animatedUnzoom(duration);
      else if (way === "all") camera.animatedReset(duration);
      else {
        const { x, y, ratio } = camera.getState();
        const [dx, dy] = { left: [-1, 0], right: [1, 0], up: [0, 1], down: [0, -1] }[way];
        camera.animate({ x: x + dx * 0.1 * ratio, y: y + dy * 0.1 * ratio }, duration);
      }
    }

    openNearest({ x, y }) {
      let best = null;
      let least = CLICK_REACH;
      const seen = new Map();
      const at = (dot) => {
        if (!seen.has(dot)) seen.set(dot, this.sigma.graphToViewport(this.graph.getNodeAttributes(dot)));
        return seen.get(dot);
      };
      for (let i = 0; i < this.given.first.length; i++) {
        const away = distanceTo({ x, y }, at(this.given.first[i]), at(this.given.second[i]));
        if (away < least) [least, best] = [away, i];
      }
      if (best === null) return;
      const tie = `${this.given.first[best]}-${this.given.second[best]}`;
      const query = this.dataset.query ? `?${this.dataset.query}` : "";
      window.htmx.ajax("GET", `${this.dataset.tieUrl}${tie}/${query}`, { target: "#herkomst", swap: "innerHTML" });
    }

    giveUp() {
      this.sigma?.kill();
      this.hidden = true;
      if (this.instead) this.instead.hidden = false;
      this.dataset.drawn = "no";
    }
  }

  customElements.define("zl-graph", Drawing);
})();
