/** What a customer might see on a first day, on a quiet one, on a loud one, and on the worst one. */

const words = [
  'My suitcase did not arrive in Lisbon.', 'The refund is still missing.', 'Can I take my guitar into the cabin?',
  'Thank you, that was quick.', 'Nobody answers the telephone.', 'Is the flight on Sunday still going?',
];
const people = ['Grace Okafor', 'Ana Lima', 'Jonas Weber', 'Mei Tanaka', 'Tom Reed', 'Ines Dupont', 'Noah Ott', 'Sara Nyman'];

export const dataSets = {
  empty: () => Promise.resolve(),

  async small(company) {
    const channel = await company.channel('Our shop');
    const ids = await company.write(channel, people.slice(0, 4).map((name, at) => message(`s${at}`, name, words[at])));
    await company.write(channel, [message('s0', people[0], 'It is a blue one, with a red ribbon at the handle.')]);
    await company.command('PUT', `/conversations/${ids[1]}/labels`, { labels: ['refund', 'Lisbon'] });
    await company.command('POST', `/conversations/${ids[0]}/notes`, { text: 'It stands in Frankfurt; the morning flight takes it along.' });
    await company.reply(ids[0], 'We have found it. It comes with the flight tomorrow at nine.');
  },

  async full(company) {
    for (const name of ['Baggage', 'Refunds', 'Bookings', 'Special assistance', 'Groups and charter']) await company.call('POST', '/queues', { name });
    for (const name of people) await company.employee(name);
    const channel = await company.channel('Our shop');
    const many = Array.from({ length: 600 }, (_, at) => message(`f${at}`, `${people[at % 8]} ${at}`, words[at % 6], at % 3 === 0 ? 'public' : 'private'));
    const ids = await company.write(channel, many);
    const long = Array.from({ length: 400 }, (_, at) => message('f0', `${people[0]} 0`, `${words[at % 6]} (${at})`));
    await company.write(channel, long);
    for (const [at, id] of ids.slice(0, 24).entries()) {
      await company.command('PUT', `/conversations/${id}/labels`, { labels: ['refund', 'Lisbon', 'guitar', 'urgent case'].slice(0, (at % 4) + 1) });
      await company.command('PUT', `/conversations/${id}/priority`, { priority: ['low', 'normal', 'high', 'urgent'][at % 4] });
    }
  },

  async hostile(company) {
    await company.call('POST', '/queues', { name: 'W'.repeat(60) });
    await company.call('POST', '/queues', { name: 'אבידות ומציאות של כבודה' });
    await company.employee('عبد الرحمن بن محمد الفاسي');
    await company.employee('X'.repeat(80));
    const channel = await company.channel('قناة الدعم الفني للعملاء في كل مكان');
    const ids = await company.write(channel, [
      message('h0', 'محمد عبد الله', 'حقيبتي لم تصل إلى لشبونة، رقم الرحلة TP-1107 والحقيبة زرقاء. https://example.com/a?b=1'),
      message('h1', 'שרה כהן', 'המזוודה שלי לא הגיעה, מספר 48-1107. מתי תגיע?', 'public'),
      message('h2', '田中 由紀', '荷物がまだ届いていません。リスボンの空港で三時間も待ちました。ご確認をお願いいたします。'.repeat(4)),
      message('h3', '👩‍👩‍👧‍👦🧳✈️', '😭😭😭 🧳❓ 👩🏽‍🚒👨‍👩‍👧‍👦🏳️‍🌈 🇵🇹'.repeat(20)),
      message('h4', 'W'.repeat(200), 'x'.repeat(300) + ' ' + 'https://example.com/' + 'y'.repeat(300)),
      message('h5', '\u202Eevil\u202C <b>bold</b>', '<script>alert(1)</script>\n\n\n\n\n\n\n\n\n\nmany lines\n'.repeat(8)),
      message('h6', 'Ẕ̴̛a̸l̷g̴o̶ ̸͎ ̛҉̷', 'Z̷̢̛̛͉͙a̸̡̛l̵̨g̷o̸ '.repeat(40)),
      message('h7', ' ', '\u200B\u200B'),
      message('h8', 'Long Story', 'The long story of a suitcase. '.repeat(300)),
      { ...message('h9', 'With files', 'See these.'), media: [{ url: 'https://example.com/' + 'p'.repeat(200) + '.png', contentType: 'image/png' }, { url: 'javascript:alert(1)', contentType: 'text/html' }] },
    ]);
    const labels = Array.from({ length: 50 }, (_, at) => ['חבילה', '荷物', 'حقيبة', 'label'][at % 4] + ' ' + 'z'.repeat(at % 40) + at);
    for (const id of ids.slice(0, 4)) await company.command('PUT', `/conversations/${id}/labels`, { labels });
    for (let at = 0; at < 4; at += 1) {
      const own = Array.from({ length: 50 }, (_, n) => `kind ${at * 50 + n}`);
      await company.command('PUT', `/conversations/${ids[4 + at]}/labels`, { labels: own });
    }
    await company.command('POST', `/conversations/${ids[0]}/notes`, { text: 'הערה פנימית עם English באמצע ו-48-1107 בסוף.' });
    await company.reply(ids[0], 'شكراً، وجدنا الحقيبة. ' + 'w'.repeat(300));
  },
};

function message(thread, name, text, visibility = 'private') {
  return { thread, text, visibility, sender: { id: `u-${thread}`, name } };
}
