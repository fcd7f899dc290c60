import { createApp, h } from 'vue';
import { createRouter, createWebHistory } from 'vue-router';
import App from './App.vue';

const titled = (title) => ({ render: () => h('h1', title) });
const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', component: titled('Home') },
    { path: '/pricing', component: titled('Pricing') },
  ],
});

createApp(App).use(router).mount('#app');
