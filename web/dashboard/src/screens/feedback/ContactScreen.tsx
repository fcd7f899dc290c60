import { FeedbackOf } from './FeedbackScreen.tsx';

/** What came by the contact form: with a name, an address and an answer by email. */
export default function ContactScreen() {
  return <FeedbackOf channel="contact" />;
}
