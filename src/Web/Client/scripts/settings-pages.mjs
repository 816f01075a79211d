/** The pages of the settings, and what is done on one before it is looked at. */
const heading = (page) => page.getByRole('heading', { level: 2 }).first().waitFor();
const settled = async (page) => {
  await heading(page);
  await page.waitForTimeout(400);
};

export const settingsPages = {
  '': settled,
  keys: settled,
  notices: settled,
  answers: settled,
  employees: settled,
  queues: settled,
  channels: settled,
  labels: settled,
  topics: settled,
  voice: settled,
  floor: settled,
  gestures: settled,
  'my-topics': settled,
  'api-keys': settled,
  replies: settled,
  quarantine: settled,
};

/** The same in the middle of something: a form with something wrong, a test, a question. */
export const settingsMoments = {
  'answers-wrong': ['answers', async (page) => {
    await page.getByRole('button', { name: 'Add an answer' }).click();
    await page.getByLabel('Title').fill('Greeting');
    await page.getByLabel('Shortcut').fill('two words');
    await page.getByLabel('Words').fill('Dear {{customer.age}}');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.locator('[aria-invalid="true"]').first().waitFor();
  }],
  'employees-wrong': ['employees', async (page) => {
    await page.getByRole('button', { name: 'Add a colleague' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Ana Lima');
    await page.getByLabel('E-mail address').fill('taken@company.example');
    await page.getByRole('button', { name: 'Make a sign-in link' }).click();
    await page.locator('[aria-invalid="true"]').first().waitFor();
  }],
  'employees-edited': ['employees', async (page) => {
    await page.getByRole('button', { name: /^Change/u }).first().click();
    await page.getByRole('textbox', { name: 'Department' }).waitFor();
  }],
  'topics-edited': ['topics', async (page) => {
    await page.getByRole('button', { name: /^Change/u }).first().click();
    await page.getByRole('textbox').waitFor();
  }],
  'channels-tested': ['channels', async (page) => {
    await page.getByRole('button', { name: 'Send a test message' }).first().click();
    await page.getByRole('button', { name: 'Send one in, as a customer' }).click();
    await page.getByText('It came in, and stands').waitFor();
  }],
  'channels-secret': ['channels', async (page) => {
    await page.getByRole('button', { name: 'Add a secret' }).first().click();
    await page.getByRole('button', { name: 'Copy' }).waitFor();
    await page.getByRole('button', { name: 'End it' }).first().click();
  }],
  'labels-edited': ['labels', async (page) => {
    await page.getByRole('button', { name: 'Change' }).first().click();
    await page.getByText('A new name reaches').waitFor();
  }],
  'queues-edited': ['queues', async (page) => {
    await page.getByRole('button', { name: /^Change/u }).first().click();
    await page.getByRole('textbox', { name: 'Name' }).waitFor();
  }],
  'quarantine-tried': ['quarantine', async (page) => {
    await page.getByRole('button', { name: 'Read it again' }).first().click();
    await page.getByText('It still cannot be read').waitFor();
    await page.getByRole('button', { name: 'Show' }).first().click();
  }],
};
