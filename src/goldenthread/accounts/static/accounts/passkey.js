// Passkeys: makes one, or signs in or confirms with one, and sends what the browser gives back.
const bytes = (words) =>
  Uint8Array.from(atob(words.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0));
const words = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const known = (list) => (list || []).map((each) => ({ ...each, id: bytes(each.id) }));

async function make(options) {
  const asked = options.publicKey;
  const publicKey = {
    ...asked,
    challenge: bytes(asked.challenge),
    user: { ...asked.user, id: bytes(asked.user.id) },
    excludeCredentials: known(asked.excludeCredentials),
    authenticatorSelection: {
      ...asked.authenticatorSelection,
      residentKey: 'required', requireResidentKey: true, userVerification: 'required',
    },
  };
  const made = await navigator.credentials.create({ publicKey });
  return {
    id: made.id, rawId: words(made.rawId), type: made.type,
    clientExtensionResults: made.getClientExtensionResults(),
    response: {
      clientDataJSON: words(made.response.clientDataJSON),
      attestationObject: words(made.response.attestationObject),
      transports: made.response.getTransports ? made.response.getTransports() : [],
    },
  };
}

async function show(options) {
  const asked = options.publicKey;
  const publicKey = {
    ...asked, challenge: bytes(asked.challenge), allowCredentials: known(asked.allowCredentials),
  };
  const shown = await navigator.credentials.get({ publicKey });
  const handle = shown.response.userHandle;
  return {
    id: shown.id, rawId: words(shown.rawId), type: shown.type,
    clientExtensionResults: shown.getClientExtensionResults(),
    response: {
      clientDataJSON: words(shown.response.clientDataJSON),
      authenticatorData: words(shown.response.authenticatorData),
      signature: words(shown.response.signature),
      userHandle: handle ? words(handle) : null,
    },
  };
}

async function optionsOf(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.action, { headers: { Accept: 'application/json' } });
  if (!answer.ok) throw new Error('no options');
  return (await answer.json()).request_options;
}

for (const form of document.querySelectorAll('form[data-passkey]')) {
  const problem = document.createElement('p');
  problem.className = 'govuk-error-message';
  problem.setAttribute('role', 'alert');
  const button = form.querySelector('[data-passkey-button]');
  if (window.PublicKeyCredential) form.hidden = false;
  button.addEventListener('click', async () => {
    problem.remove();
    try {
      const options = await optionsOf(form);
      const given = await (form.dataset.passkey === 'add' ? make : show)(options);
      form.elements.credential.value = JSON.stringify(given);
      form.submit();
    } catch {
      problem.textContent = 'The browser gave no passkey. Nothing was changed. Try again, or use another way.';
      form.append(problem);
    }
  });
}
