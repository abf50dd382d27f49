// What a page can try with another port of this machine, all of it harmless; `emulator` is its URL.

async function tried(attempt) {
    try { return await attempt(); } catch (error) { return error.name; }
}
function event(target, names) {
    return new Promise((done) => {
        names.forEach((name) => target.addEventListener(name, () => done(name)));
    });
}
async function read(path, options) {
    const answer = await fetch(emulator + path, options);
    return {type: answer.type, status: answer.status, text: await answer.text()};
}
function creation(name) {
    return new URLSearchParams({Action: "CreateQueue", QueueName: name});
}
async function image() {
    const image = new Image();
    image.src = emulator + "/?" + creation("from-an-image");
    return await event(image, ["load", "error"]);
}
async function form() {
    const frame = document.createElement("iframe");
    frame.name = "frame";
    const form = document.createElement("form");
    Object.assign(form, {method: "post", action: emulator + "/", target: "frame"});
    for (const [name, value] of creation("from-a-form")) {
        form.append(Object.assign(document.createElement("input"), {name, value}));
    }
    document.body.append(frame, form);
    form.submit();
    await event(frame, ["load"]);
    return frame.contentDocument ? frame.contentDocument.body.innerText : "cannot be read";
}
async function socket() {
    const socket = new WebSocket(emulator.replace("http:", "ws:") + "/");
    return await event(socket, ["open", "error"]);
}
async function post(name, options) {
    return await read("/", {method: "POST", body: creation(name), ...options});
}
(async () => report({
    health: await tried(() => read("/_tocsin/health")),
    stock_health: await tried(() => read("/_ministack/health")),
    list: await tried(() => read("/?Action=ListQueues")),
    list_unseen: await tried(() => read("/?Action=ListQueues", {mode: "no-cors"})),
    create: await tried(() => post("from-a-post")),
    create_unseen: await tried(() => post("from-an-unseen-post", {mode: "no-cors"})),
    with_header: await tried(() => read("/", {headers: {"x-amz-target": "AmazonSQS.ListQueues"}})),
    image: await tried(image),
    form: await tried(form),
    socket: await tried(socket),
}))();
